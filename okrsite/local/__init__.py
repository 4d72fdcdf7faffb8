"""One machine for development and tests: embedded servers, `make run`, the mailbox, the component sheet."""
