// Any sound the browser can decode, as a WAV file of one channel and 16 bits; null for one it cannot.
export async function asWav(blob) {
  const context = new OfflineAudioContext(1, 1, 48_000);
  try {
    return encode(await context.decodeAudioData(await blob.arrayBuffer()));
  } catch {
    return null;
  }
}

export function encode(sound) {
  const { length, numberOfChannels, sampleRate } = sound;
  const channels = Array.from({ length: numberOfChannels }, (_, n) => sound.getChannelData(n));
  const view = new DataView(new ArrayBuffer(44 + length * 2));
  const text = (at, word) => [...word].forEach((char, n) => view.setUint8(at + n, char.charCodeAt(0)));
  text(0, "RIFF");
  view.setUint32(4, 36 + length * 2, true);
  text(8, "WAVEfmt ");
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, sampleRate, true);
  view.setUint32(28, sampleRate * 2, true);
  view.setUint16(32, 2, true);
  view.setUint16(34, 16, true);
  text(36, "data");
  view.setUint32(40, length * 2, true);
  for (let n = 0; n < length; n++) {
    let sum = 0;
    for (const channel of channels) sum += channel[n];
    const sample = Math.max(-1, Math.min(1, sum / numberOfChannels));
    view.setInt16(44 + n * 2, sample * 32_767, true);
  }
  return new Blob([view], { type: "audio/wav" });
}
