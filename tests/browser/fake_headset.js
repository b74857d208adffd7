// A headset with a hook switch, a mute button that toggles, and lamps, as WebHID shows one; the page believes in it.
(() => {
  const bit = (usage, isAbsolute = true) => ({ reportSize: 1, reportCount: 1, usages: [usage], isAbsolute });
  const device = Object.assign(new EventTarget(), {
    productName: "Test Headset",
    opened: false,
    sent: [],
    collections: [
      {
        usagePage: 0x0b,
        inputReports: [{ reportId: 1, items: [bit(0x000b0020), bit(0x000b002f, false)] }],
        outputReports: [{ reportId: 2, items: [bit(0x00080018), bit(0x00080017), bit(0x00080009)] }],
        children: [],
      },
    ],
    async open() {
      this.opened = true;
    },
    async sendReport(report, bytes) {
      this.sent.push([report, ...bytes]);
    },
    press(bits) {
      const event = Object.assign(new Event("inputreport"), { reportId: 1, data: new DataView(Uint8Array.of(bits).buffer) });
      this.dispatchEvent(event);
    },
  });
  window.headset = device;
  const hid = Object.assign(new EventTarget(), { getDevices: async () => [device], requestDevice: async () => [device] });
  Object.defineProperty(navigator, "hid", { value: hid });
})();
