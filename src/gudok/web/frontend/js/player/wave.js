// The picture of a recording: the customer above the line, the operator below it, hold and pauses of the recording striped, what was heard darker.

const GAP = 1;
const BAR = 2;

export function drawWave(canvas, peaks, marks, heard) {
  const scale = devicePixelRatio || 1;
  const [width, height] = [canvas.clientWidth, canvas.clientHeight];
  if (!width) return;
  if (canvas.width !== Math.round(width * scale)) canvas.width = Math.round(width * scale);
  if (canvas.height !== Math.round(height * scale)) canvas.height = Math.round(height * scale);
  const pen = canvas.getContext("2d");
  pen.setTransform(scale, 0, 0, scale, 0, 0);
  pen.clearRect(0, 0, width, height);
  const colour = colours(canvas);
  for (const kind of ["hold", "pause"]) {
    stripes(pen, marks.filter(([, , of]) => of === kind), peaks.ms, width, height, colour[kind]);
  }
  bars(pen, peaks, width, height, heard, colour);
  pen.fillStyle = colour.text;
  pen.fillRect(Math.min(heard * width, width - 2), 0, 2, height);
}

function colours(canvas) {
  const style = getComputedStyle(canvas);
  const token = (name) => style.getPropertyValue(name).trim();
  return {
    left: token("--gk-talking"), right: token("--gk-ready"), rest: token("--gk-edge"),
    hold: token("--gk-hold"), pause: token("--gk-error"), text: token("--gk-text"),
  };
}

function stripes(pen, marks, ms, width, height, colour) {
  pen.strokeStyle = colour;
  pen.lineWidth = 4;
  for (const [start, end] of marks) {
    const [from, to] = [(start / ms) * width, (end / ms) * width];
    pen.save();
    pen.beginPath();
    pen.rect(from, 0, Math.max(to - from, 2), height);
    pen.clip();
    for (let x = from - height; x < to; x += 12) {
      pen.beginPath();
      pen.moveTo(x, height);
      pen.lineTo(x + height, 0);
      pen.stroke();
    }
    pen.restore();
  }
}

function bars(pen, peaks, width, height, heard, colour) {
  const middle = height / 2;
  const count = Math.max(1, Math.floor(width / (BAR + GAP)));
  for (let i = 0; i < count; i += 1) {
    const x = i * (BAR + GAP);
    const past = i / count < heard;
    const up = loudest(peaks.left, i, count) * (middle - 2);
    const down = loudest(peaks.right, i, count) * (middle - 2);
    pen.fillStyle = past ? colour.left : colour.rest;
    pen.fillRect(x, middle - 1 - up, BAR, Math.max(up, 1));
    pen.fillStyle = past ? colour.right : colour.rest;
    pen.fillRect(x, middle + 1, BAR, Math.max(down, 1));
  }
}

// Speech is quiet on paper: the square root shows it as loud as it is heard.
function loudest(points, i, count) {
  const from = Math.floor((i * points.length) / count);
  const to = Math.max(from + 1, Math.floor(((i + 1) * points.length) / count));
  let top = 0;
  for (let k = from; k < to && k < points.length; k += 1) top = Math.max(top, points[k]);
  return Math.sqrt(top / 255);
}
