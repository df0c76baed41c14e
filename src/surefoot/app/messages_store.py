"""Words for what the store says."""

from surefoot.app.marks import N_

MESSAGES: dict[str, str] = {
    "store.bad-name": N_(
        "This name cannot be used. It needs 1 to {longest} ordinary characters. "
        "Please choose another one."
    ),
    "store.entry-exists": N_(
        "This entry was saved before with other answers. Open it and choose Edit to change it."
    ),
    "store.disk-full": N_(
        "There is not enough room on this computer to keep the walk: {needed_mb} MB are needed. "
        "Nothing was saved. Please free some space and try again."
    ),
    "store.over-budget": N_(
        "Keeping this walk needs up to {needed_mb} MB, and Surefoot may use {budget_mb} MB in all. "
        "Nothing was saved. Delete walks you no longer need, or allow more room in the settings."
    ),
    "store.samples-damaged": N_(
        "The samples of this walk cannot be read any more. Its results are still here. "
        "If you have a backup, restore it."
    ),
}
