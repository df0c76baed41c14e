"""Sentences for files that cannot be read: what is wrong, where, and what to do."""

from surefoot.app.marks import N_

MESSAGES: dict[str, str] = {
    "input.not-found": N_(
        "There is nothing at {file}. Check the name and the folder, then try again."
    ),
    "input.no-permission": N_(
        "{file} may not be opened by you. Copy it to a folder of your own, then try again."
    ),
    "input.unreadable": N_("{file} could not be opened. Copy it to another folder and try again."),
    "input.not-a-file": N_("{file} is not a file with a recording. Choose a file or a folder."),
    "input.empty": N_("{file} is empty. Record or export it again."),
    "input.no-rows": N_("{file} has no rows of values. Record or export it again."),
    "input.too-large": N_(
        "{file} is too large: {size}, and the most that can be read is {limit}. "
        "Export a shorter recording."
    ),
    "input.rows.many": N_("{file} has too many rows to read: {rows}. Export a shorter recording."),
    "input.columns.many": N_(
        "{file} has too many columns or parts: {count}. Export only time, acceleration and "
        "rotation."
    ),
    "input.truncated": N_("{file} is cut off: its end is missing. Copy or export it again."),
    "input.damaged": N_("{file} is damaged and cannot be read. Copy or export it again."),
    "input.not-a-recording": N_(
        "{file} is not a recording of movement (it is a file of type {kind}). "
        "Choose the recording instead."
    ),
    "input.not-utf8": N_(
        "{file} holds signs that cannot be read as text, first in row {row}, and is no other "
        "format Surefoot knows. If it is a table, save it again as CSV with UTF-8."
    ),
    "input.format-unknown": N_(
        "{file} is not in a format Surefoot knows. It can read CSV, Parquet, .sfcap, .cwa and .bin "
        "of AX3, AX6 and GENEActiv, and recording folders. Export one of these."
    ),
    "input.columns.missing": N_(
        "{file} does not have the columns needed. Missing: {needed}. Found: {found}. "
        "Name the columns time, acc_x, acc_y and acc_z, or export them too."
    ),
    "input.columns.twice": N_(
        "{file} has two columns for the same thing: {first} and {second}. Keep one of them."
    ),
    "input.columns.no-header": N_(
        "{file} has numbers in row {row} where the names of the columns should stand. "
        "Add a first row such as: time,acc_x,acc_y,acc_z"
    ),
    "input.columns.no-gravity": N_(
        "{file} has only acceleration without gravity. Found: {found}. "
        "Export acceleration with gravity (often called total or raw acceleration)."
    ),
    "input.units.unknown": N_(
        "{file} gives column {column} in {unit}, which does not fit. Use s, ms, us or ns for time, "
        "m/s2 or g for acceleration, and rad/s or deg/s for rotation."
    ),
    "input.plate.unit": N_(
        "{file} gives the pressure point in column {column} in {unit}, which is no length. "
        "Write mm, cm or m in its name, such as: COPx[cm]"
    ),
    "input.plate.incomplete": N_(
        "{file} has empty cells in its time or pressure point. Export every row whole."
    ),
    "input.plate.far": N_(
        "{file} has pressure points more than {limit} m from the middle of the plate. "
        "Check the unit in the names of the columns: mm, cm or m."
    ),
    "input.plate.times": N_(
        "The times in {file} do not fit a stance on a force plate. They must rise from row to row, "
        "without gaps, for 5 seconds to an hour. Export it again with its time column."
    ),
    "input.units.acceleration": N_(
        "The acceleration in {file} fits no unit: gravity reads {found}, but should read about "
        "{mps2} (in m/s2) or 1 (in g). Export acceleration with gravity, in m/s2 or g."
    ),
    "input.time.missing": N_(
        "{file} has no times in its time column. Export it again with the time of each row."
    ),
    "input.time.unit": N_(
        "The unit of time in {file} is not clear: one row is {step} after the other. "
        'Name the column with its unit, such as "Time (s)".'
    ),
    "input.time.unreadable": N_(
        "{file} has a time in row {row} that cannot be read: {value}. "
        "Write times as seconds, or like 2026-11-21T09:00:00Z."
    ),
    "input.time.mixed-zones": N_(
        "{file} has some times with a time zone and some without. Export it again in one way."
    ),
    "input.time.backwards": N_(
        "The time in {file} runs backwards at row {row}. Sort the rows by time or export it again."
    ),
    "input.device.clock": N_(
        "The clock of the sensor was set back while {file} was recorded, at block {block}. "
        "Read the part before and the part after as two recordings."
    ),
    "input.time.repeats": N_(
        "The time in {file} stands still in many rows, first at row {row}. "
        "Export it again with finer times."
    ),
    "input.time.jump": N_(
        "The time in {file} jumps by weeks at row {row}. Keep only one recording in a file."
    ),
    "input.time.rate": N_(
        "{file} has {rate} values a second, which no motion sensor gives. "
        "Check the unit of its time column."
    ),
    "input.values.missing": N_(
        "{file} has too many empty values: {count} of {rows} rows, first at row {row}. "
        "Record or export it again."
    ),
    "input.values.infinite": N_(
        "{file} has a value that is infinite: column {column}, row {row}. "
        "Delete that row or export it again."
    ),
    "input.values.impossible": N_(
        "{file} has a value that no sensor can give: {value} in column {column}, row {row}. "
        "Check the unit, delete that row, or export it again."
    ),
    "input.values.unreadable": N_(
        "{file} has something that is not a number: {value} in column {column}, row {row}. "
        "Correct that row or export it again."
    ),
    "input.values.not-numbers": N_(
        "Column {column} in {file} does not hold numbers. Export it again as numbers."
    ),
    "input.table.row": N_(
        "Row {row} in {file} has {found} values where {needed} are needed. "
        "The file may be cut off there. Delete that row or export it again."
    ),
    "input.table.unreadable": N_("{file} cannot be read as a table. Export it again as CSV."),
    "input.constant": N_(
        "The sensor gave the same values all the time in {file}. "
        "Carry the phone on you and record again."
    ),
    "input.too-short": N_(
        "{file} is {seconds} seconds long, and at least {needed} seconds are needed. "
        "Record a longer walk."
    ),
    "input.folder.incomplete": N_(
        "The folder {file} is not a recording folder. Missing: {missing}. "
        "Choose the folder that holds imu.parquet and meta.json."
    ),
    "input.folder.samples": N_("{file} is not a Parquet file. Export the recording folder again."),
    "input.meta.damaged": N_(
        "{file} is cut off or damaged and cannot be read. Copy or export it again."
    ),
    "input.meta.field": N_(
        "{file} has a wrong value at {place}: {detail}. Correct it or export it again."
    ),
    "input.capture.damaged": N_(
        "{file} is cut off or damaged in its first line. Save the walk from the phone again."
    ),
    "input.capture.header": N_(
        "{file} has a wrong value in its first line at {place}: {detail}. "
        "Save the walk from the phone again."
    ),
    "input.capture.truncated": N_(
        "{file} is cut off: {found} of {rows} rows are there. Save the walk from the phone again."
    ),
    "input.capture.extra": N_(
        "{file} has more in it than it says: {found} rows instead of {rows}. "
        "Save the walk from the phone again."
    ),
    "input.capture.too-long": N_(
        "The walk is longer than 5.9 hours, too long for a phone recording. Use a shorter one."
    ),
    "input.zip.bomb": N_(
        "{file} unpacks to far more than a recording would, so it was not opened. "
        "Use the recording itself, not packed."
    ),
    "input.zip.nested": N_(
        "{file} holds another packed file: {entry}. Unpack it and choose the recording itself."
    ),
    "input.zip.many": N_(
        "{file} holds too many files: {count}. Unpack it and choose one recording."
    ),
    "input.zip.names": N_(
        "{file} holds a file that points outside its folder: {entry}. It was not opened. "
        "Unpack it with care and choose the recording itself."
    ),
    "input.zip.encrypted": N_("{file} has a password. Unpack it and choose the recording itself."),
    "input.zip.method": N_(
        "{file} is packed in a way Surefoot cannot open. Unpack it and choose the recording itself."
    ),
    "input.zip.empty": N_(
        "{file} holds no recording. Surefoot looks for CSV, Parquet or .sfcap in it."
    ),
    "input.zip.several": N_(
        "{file} holds more than one recording: {found}. Unpack it and choose one."
    ),
}
