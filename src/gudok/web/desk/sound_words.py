"""What the desk says of microphones, headsets and the sound's way through the telephony."""

from __future__ import annotations

from django.utils.translation import gettext as _


def sound_words() -> dict[str, str]:
    return {
        "mic_denied": _(
            "The browser was told not to give the microphone. "
            "Press the lock left of the address, allow the microphone, and try again."
        ),
        "mic_absent": _("No microphone found. Connect a headset and try again."),
        "mic_busy": _("Another program holds the microphone. Close it and try again."),
        "mic_insecure": _("The browser gives the microphone only to a page with https (or on this very machine)."),
        "mic_now": _("Speaking through: {name}"),
        "headset_gone": _("The headset was disconnected, and there is no other microphone."),
        "headset_other": _("The headset was disconnected, speaking through {name}."),
        "headset_back": _("Speaking through {name} again."),
        "device_system": _("As in the system"),
        "device_absent": _("{name} (not connected)"),
        "headset_now": _("Connected: {names}"),
        "headset_none": _("Not connected"),
        "headset_no_hid": _("This browser does not give them; Chrome and Edge do."),
        "line_good": _("Line: good"),
        "line_fair": _("Line: fair"),
        "line_poor": _("Line: poor"),
        "line_bad": _("Line: bad"),
        "line_numbers": _("MOS {mos}, lost {loss}%, round trip {rtt} ms"),
        "echo_connecting": _("Connecting…"),
        "echo_speak": _("Speak: you should hear yourself."),
        "echo_good": _("You are heard: your voice went to the telephony and came back."),
        "echo_silent": _(
            "The microphone hears nothing. Look at the switch on the headset, or choose another microphone."
        ),
        "echo_lost": _("Your voice went out but did not come back. Tell the administrator: the network may block it."),
        "echo_failed": _("The telephony did not answer. Look at the lamps, and try again."),
    }
