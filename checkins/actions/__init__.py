"""What is done in the rhythm: verbs, keyword-only, saying who (`by`) and when (`now`)."""
