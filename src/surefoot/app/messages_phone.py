"""Sentences of the server's window, the phone pages and the JSON API."""

from surefoot.app.marks import N_

MESSAGES: dict[str, str] = {
    # The window in which Surefoot was started.
    "serve.open": N_(
        "Surefoot is open. Go to this address in your browser, it works once:\n\n  {address}\n"
    ),
    "serve.stop": N_("Everything stays on this computer. To stop, press Ctrl and C."),
    "serve.port-taken": N_("Port {wanted} is in use by another program, so Surefoot uses {port}."),
    "serve.no-network": N_(
        "\nThis computer has no address on a home network. Phones may not find it. "
        "If they do not, join your home network and start again."
    ),
    "serve.trust-first": N_(
        "\n1. The first time with a phone: let it trust this computer. Read this code with its "
        "camera, or type {address}"
    ),
    "serve.connect": N_(
        "\n2. Connect the phone: read this code within 10 minutes. It works once.\n{address}"
    ),
    # The page that hands out the certificate.
    "trust.title": N_("Let this phone trust your computer"),
    "trust.why": N_(
        "Phones let a page feel movement only over a safe connection. For that, your phone must "
        "know your computer. You do this once. The certificate is good for your home network only."
    ),
    "trust.get": N_("1. Get the certificate"),
    "trust.iphone": N_("On an iPhone or iPad"),
    "trust.iphone.get": N_("Open this page in Safari. Tap the button above, then Allow."),
    "trust.iphone.profile": N_("Open Settings. Tap Profile Downloaded near the top."),
    "trust.iphone.install": N_("Tap Install, and Install again."),
    "trust.iphone.switch-on": N_(
        "In Settings go to General, About, Certificate Trust Settings. Switch on Surefoot at home."
    ),
    "trust.android": N_("On an Android phone"),
    "trust.android.get": N_("Tap the button above. The file is saved on the phone."),
    "trust.android.settings": N_(
        "Open Settings and search for CA certificate. It is under Security, Encryption, Install a "
        "certificate."
    ),
    "trust.android.choose": N_("Choose CA certificate, then the file surefoot.crt."),
    "trust.android.anyway": N_("The phone warns you. Tap Install anyway."),
    "trust.then": N_("Then"),
    "trust.then-scan": N_("Read the second code in the window in which Surefoot was started."),
    "trust.check": N_("Is it the right one?"),
    "trust.check-how": N_(
        "On a network that strangers use, compare this number with the one your phone shows in the "
        "details of the certificate, and with the one on your computer:"
    ),
    "trust.undo": N_("To take it back"),
    "trust.undo-how": N_(
        "Remove the certificate in the same place in Settings. On an iPhone: General, VPN and "
        "Device Management."
    ),
    # The JSON API.
    "api.not-found": N_("This is not here, or not for you."),
    "api.method": N_("This cannot be asked in this way."),
    "api.too-large": N_("This recording is too large to take in."),
    "api.broken-off": N_("The connection broke off. Nothing was kept. Please send it again."),
    "api.mistake": N_("Surefoot made a mistake of its own. Your recording is still on the phone."),
    "api.door-closed": N_(
        "Surefoot is locked in this browser. Open it again to send your recording."
    ),
    "api.phone-unknown": N_(
        "This phone is no longer connected. Connect it again to send your recording."
    ),
    "api.from-elsewhere": N_("This did not come from a page of Surefoot. Open the page again."),
    "api.no-person": N_("It is not said whose recording this is."),
    "api.not-measured": N_("This recording is kept, but it is not measured yet."),
    "api.media-type": N_("A recording must be sent as {wanted}."),
    "api.no-length": N_("It is not said how long this recording is."),
    "api.hash": N_("The recording was damaged on the way. Nothing was kept. Please send it again."),
    "api.unreadable": N_("This cannot be read."),
    "api.pairing-over": N_(
        "This code has been used, or it is older than 10 minutes. Ask for a new one on the "
        "computer."
    ),
    # Said by the script of the recording page.
    "record.seconds": N_("{seconds} seconds"),
    "record.minutes": N_("{minutes} minutes {seconds} seconds"),
    "record.for-whom": N_("For {name}"),
    "record.feeling": N_("Looking for the movement sensor ..."),
    "record.no-gyroscope": N_(
        "This phone has no rotation sensor. It still records; turns are measured less well."
    ),
    "record.waiting-one": N_("1 recording waiting to upload"),
    "record.waiting-many": N_("{n} recordings waiting to upload"),
    "record.walk-at": N_("A recording at {time}, {length}"),
    "record.cut-short": N_(
        "The recording stopped by itself. The first {length} are kept; the last second before it "
        "stopped, and all after it, are missing."
    ),
    "record.hole": N_("Missing from {from} to {to}: the phone sent nothing then."),
    "record.recovered": N_(
        "The recording at {time} stopped by itself. Nothing up to then is lost: {length} are kept."
    ),
    "record.recorded": N_("{length} recorded."),
    "record.nothing-felt": N_("The phone felt no movement."),
    "record.quality": N_(
        "The phone measured {rate} times a second, uneven by {jitter} milliseconds, in steps of "
        "{step} m/s²."
    ),
    "record.keeping-failed": N_(
        "The phone had no more room. What was recorded until then is kept."
    ),
    "record.sent": N_("Your computer has your recording now."),
    "record.save-copy": N_("Save a copy"),
    "record.drop": N_("Delete"),
    "record.drop-sure": N_("Really delete? Press again"),
    # Said by the script that connects a phone.
    "pair.phone": N_("Phone"),
    "pair.connect-for": N_("{name}"),
    "pair.connected": N_("This phone is connected. What it records goes to {name}."),
    "pair.pair-failed": N_("That did not work. Is the computer on, and Surefoot open on it?"),
    "pair.pair-nobody": N_(
        "Nobody is entered yet. Add a person on the computer first, then read the code again."
    ),
    "pair.pair-no-token": N_("Read the code on the computer with this phone's camera."),
    "pair.pair-insecure": N_(
        "This address is not safe (https). Let the phone trust the computer first: read the first "
        "code."
    ),
}
