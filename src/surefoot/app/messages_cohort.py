"""Sentences of cohorts."""

from surefoot.app.marks import N_

MESSAGES: dict[str, str] = {
    "cohort.needs_extra": N_(
        "Measuring many recordings needs two more packages ({package} is missing). "
        "Install them with: pip install 'surefoot[cohort]'"
    ),
    "cohort.not_a_folder": N_(
        "{folder} is not a folder. Name the folder that holds the recordings."
    ),
    "cohort.no_recordings": N_(
        "No recordings were found under {folder}. Recordings are .csv, .tsv, .parquet, .sfcap, "
        ".zip or .gz files, or folders with imu.parquet and meta.json."
    ),
    "cohort.other_settings": N_(
        "{folder} holds results that were made with other settings. Choose a new output folder, "
        "or use the settings of the first run."
    ),
    "cohort.settings_unreadable": N_(
        "{file} cannot be read. Choose a new output folder, or remove this file's folder."
    ),
    "cohort.unexpected": N_(
        "Surefoot made a mistake of its own with {file} ({detail}). Please report it."
    ),
}
