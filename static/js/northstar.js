// What the pages do beyond links and forms. Each works without it; nothing here decides anything.
import "./swaps.js";
import "./dialogs.js";
import "./drafts.js";
import "./keys.js";
import "./picker.js";
import "./polls.js";
import "./reorder.js";
import "./theme.js";
import "./week.js";
