// How strong one tone is in what the page's telephone plays now, in decibels against the loudest other tone.
async (hertz) => {
  const context = (window.hearing ??= new AudioContext());
  await context.resume();
  const source = context.createMediaStreamSource(document.getElementById("voice").srcObject);
  const analyser = Object.assign(context.createAnalyser(), { fftSize: 4096, smoothingTimeConstant: 0 });
  source.connect(analyser);
  await new Promise((done) => setTimeout(done, 400));
  const levels = new Float32Array(analyser.frequencyBinCount);
  analyser.getFloatFrequencyData(levels);
  source.disconnect();
  const width = context.sampleRate / analyser.fftSize;
  const near = (bin) => Math.abs(bin * width - hertz) <= 3 * width;
  const loudest = (keep) => levels.reduce((most, level, bin) => (keep(bin) ? Math.max(most, level) : most), -200);
  return loudest(near) - loudest((bin) => !near(bin));
};
