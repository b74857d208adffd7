"""modules.conf: only what a contact centre's calls need, so that little can break and little is loaded."""

from __future__ import annotations

from collections.abc import Collection

MODULES = """
    res_sorcery_astdb res_sorcery_config res_sorcery_memory res_timing_timerfd res_crypto res_srtp
    res_http_websocket res_websocket_client res_musiconhold res_rtp_asterisk res_format_attr_opus res_pjproject
    res_pjsip res_pjsip_session res_pjsip_pubsub res_pjsip_sdp_rtp res_pjsip_caller_id res_pjsip_dtmf_info
    res_pjsip_dlg_options res_pjsip_header_funcs res_pjsip_nat res_pjsip_registrar res_pjsip_outbound_registration
    res_pjsip_outbound_authenticator_digest res_pjsip_authenticator_digest res_pjsip_endpoint_identifier_user
    res_pjsip_endpoint_identifier_ip res_pjsip_transport_websocket res_pjsip_diversion res_pjsip_rfc3326
    res_pjsip_path res_pjsip_empty_info res_stasis res_stasis_answer res_stasis_playback res_stasis_recording
    res_stasis_snoop res_stasis_device_state res_ari_model res_ari res_ari_applications res_ari_asterisk
    res_ari_bridges res_ari_channels res_ari_endpoints res_ari_events res_ari_playbacks bridge_simple bridge_softmix
    bridge_native_rtp bridge_holding bridge_builtin_features chan_pjsip codec_ulaw codec_alaw codec_a_mu
    codec_resample codec_opus_open_source format_pcm format_wav format_gsm format_sln pbx_config app_stasis
    app_mixmonitor app_dial app_echo app_playback func_channel func_callerid func_logic func_hangupcause func_timeout
    func_db app_stack res_clioriginate
"""


def modules_conf(have: Collection[str]) -> str:
    """Load what we want of the modules this Asterisk has (names without .so)."""
    lines = [f"load={name}.so" for name in MODULES.split() if name in have]
    return "\n".join(["; Written by Gudok from its settings.", "[modules]", "autoload=no", *lines, ""])
