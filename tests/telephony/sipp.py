"""Callers from SIPp: another implementation of SIP than ours, with a number and a voice for each."""

from __future__ import annotations

import asyncio
import shutil
from pathlib import Path

import numpy as np
import pytest
from telephony.voice import LOUD, RATE, encode

HEAD = """      From: <sip:[field0]@[local_ip]:[local_port]>;tag=[pid]x[call_number]
      Call-ID: [call_id]
      Contact: <sip:[field0]@[local_ip]:[local_port]>
      Max-Forwards: 70"""
SCENARIO = f"""<?xml version="1.0" encoding="UTF-8"?>
<scenario name="caller">
  <send retrans="500"><![CDATA[
      INVITE sip:[service]@[remote_ip]:[remote_port] SIP/2.0
      Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]
{HEAD}
      To: <sip:[service]@[remote_ip]:[remote_port]>
      CSeq: 1 INVITE
      Content-Type: application/sdp
      Content-Length: [len]

      v=0
      o=- 1 1 IN IP4 [local_ip]
      s=-
      c=IN IP4 [media_ip]
      t=0 0
      m=audio [rtpstream_audio_port] RTP/AVP 0
      a=rtpmap:0 PCMU/8000
  ]]></send>
  <recv response="100" optional="true"/>
  <recv response="180" optional="true"/>
  <recv response="183" optional="true"/>
  <recv response="200" rrs="true"/>
  <send><![CDATA[
      ACK [next_url] SIP/2.0
      Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]
{HEAD}
      [last_To:]
      [routes]
      CSeq: 1 ACK
      Content-Length: 0
  ]]></send>
  <nop><action><exec rtp_stream="VOICE,-1,0"/></action></nop>
  <recv request="BYE"/>
  <send><![CDATA[
      SIP/2.0 200 OK
      [last_Via:]
      [last_From:]
      [last_To:]
      [last_Call-ID:]
      [last_CSeq:]
      Content-Length: 0
  ]]></send>
</scenario>
"""


class Callers:
    """SIPp with as many callers as there are numbers; each waits until the other side hangs up."""

    def __init__(self, folder: Path, port: int, did: str, numbers: list[str], hertz: float, rate: int = 40) -> None:
        if shutil.which("sipp") is None:
            pytest.skip("SIPp is not there: ./gudok test brings it")
        self.folder = folder
        self.count = len(numbers)
        at = np.arange(RATE) / RATE
        (folder / "voice.ul").write_bytes(encode(LOUD * np.sin(2 * np.pi * hertz * at)))
        (folder / "callers.xml").write_text(SCENARIO.replace("VOICE", str(folder / "voice.ul")))
        (folder / "numbers.csv").write_text("SEQUENTIAL\n" + "".join(f"{number};\n" for number in numbers))
        self.arguments = [
            f"127.0.0.1:{port}", "-s", did, "-sf", "callers.xml", "-inf", "numbers.csv", "-m", str(self.count),
            "-l", str(self.count), "-r", str(rate), "-i", "127.0.0.1", "-nostdin", "-trace_err",
            "-timeout", "60s", "-timeout_error",
        ]  # fmt: skip

    async def __aenter__(self) -> Callers:
        null = asyncio.subprocess.DEVNULL
        self.process = await asyncio.create_subprocess_exec(
            "sipp", *self.arguments, cwd=self.folder, stdin=null, stdout=null, stderr=null
        )
        return self

    async def __aexit__(self, *_: object) -> None:
        if self.process.returncode is None:
            self.process.kill()
            await self.process.wait()

    async def all_done(self) -> None:
        """Wait until every caller has had his call and its end; fails with SIPp's errors."""
        code = await asyncio.wait_for(self.process.wait(), 70)
        errors = "".join(path.read_text() for path in self.folder.glob("*_errors.log"))
        assert code == 0, errors[-2000:]
