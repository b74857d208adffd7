"""The city's whole configuration; what the centre's Asterisk has too is taken from there."""

from __future__ import annotations

from collections.abc import Collection

from gudok.city.asterisk.dialplan import extensions_conf
from gudok.city.asterisk.pjsip import pjsip_conf
from gudok.city.world import World
from gudok.edges.asterisk.config import base, media, web
from gudok.edges.asterisk.config.place import Place, Runtime
from gudok.edges.asterisk.config.render import modules_of, write

MODULES = """
    res_sorcery_astdb res_sorcery_config res_sorcery_memory res_timing_timerfd res_crypto res_srtp
    res_http_websocket res_websocket_client res_rtp_asterisk res_pjproject
    res_pjsip res_pjsip_session res_pjsip_pubsub res_pjsip_sdp_rtp res_pjsip_caller_id
    res_pjsip_dlg_options res_pjsip_nat res_pjsip_outbound_registration res_pjsip_outbound_authenticator_digest
    res_pjsip_authenticator_digest res_pjsip_endpoint_identifier_ip res_pjsip_rfc3326 res_stasis res_stasis_answer
    res_stasis_playback res_stasis_recording res_stasis_snoop res_ari_model res_ari res_ari_asterisk res_ari_channels
    chan_pjsip codec_ulaw codec_alaw codec_a_mu format_wav pbx_config app_stasis app_playback app_exec
    app_waitforsilence func_callerid func_logic func_global func_rand func_strings func_timeout
"""


def install(world: World, place: Place, runtime: Runtime) -> None:
    """Bring the city's folder to the world as it is now."""
    write(place, render(world, place, runtime, modules_of(runtime)))


def render(world: World, place: Place, runtime: Runtime, have: Collection[str]) -> dict[str, str]:
    """Every file by name. `have`: the modules this Asterisk has."""
    loads = [f"load={name}.so" for name in MODULES.split() if name in have]
    return {
        **base.others(),
        "asterisk.conf": base.asterisk_conf(place, runtime, "ru"),
        "logger.conf": base.logger_conf(),
        "modules.conf": "\n".join(["[modules]", "autoload=no", *loads, ""]),
        "http.conf": web.http_conf(world.asterisk),
        "ari.conf": web.ari_conf(world.asterisk),
        "rtp.conf": media.rtp_conf(world.asterisk),
        "indications.conf": media.indications_conf(),
        "musiconhold.conf": media.musiconhold_conf(runtime),
        "extensions.conf": extensions_conf(world),
        "pjsip.conf": pjsip_conf(world),
    }
