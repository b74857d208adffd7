// Leads a page's telephone through the test's network: the WebSocket to its port, the voice to one UDP port of its own.
(() => {
  const Real = window.WebSocket;
  window.WebSocket = class extends Real {
    constructor(url, protocols) {
      super(String(url).replace(":ASTERISK/", ":NETWORK/"), protocols);
    }
    send(data) {
      super.send(typeof data === "string" ? hidden(data) : data);
    }
  };
  // Asterisk must not find the browser past the network: it is told of candidates where nobody listens.
  function hidden(message) {
    const at = message.indexOf("\r\n\r\n");
    const body = message.slice(at + 4);
    if (!body.includes("a=candidate")) return message;
    const nowhere = body.replace(/^(a=candidate:\S+ \d+ \S+ \d+) \S+ \d+ typ.*$/gm, "$1 127.0.0.1 9 typ host");
    const head = message.slice(0, at).replace(/^Content-Length: \d+$/im, `Content-Length: ${new TextEncoder().encode(nowhere).length}`);
    return `${head}\r\n\r\n${nowhere}`;
  }
  const real = RTCPeerConnection.prototype.setRemoteDescription;
  RTCPeerConnection.prototype.setRemoteDescription = async function (description) {
    let { sdp } = description;
    const found = sdp.match(/^a=candidate:(\S+) (\d+) udp (\d+) \S+ (\d+) typ host.*$/im);
    if (found) {
      const port = await window.wayOfVoice(Number(found[4]));
      sdp = sdp.replace(/^a=candidate:.*\r\n/gm, "").trimEnd() + `\r\na=candidate:${found[1]} ${found[2]} udp ${found[3]} 127.0.0.1 ${port} typ host\r\n`;
    }
    return real.call(this, { type: description.type, sdp });
  };
})();
