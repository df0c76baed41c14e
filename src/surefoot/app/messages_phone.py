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
}
