// Paints beside the page, which goes on meanwhile. What is painted comes as numbers: see ink.rs, which says what each
// means and paints the same where there is no painter.
const surface = new OffscreenCanvas(1, 1);
const context = surface.getContext('2d');

function paint(colours, numbers) {
  let at = 0;
  const next = () => numbers[at++];
  const marks = [
    function fill() {
      context.fillStyle = colours[next()];
      context.globalAlpha = next();
    },
    function stroke() {
      context.strokeStyle = colours[next()];
      context.globalAlpha = next();
      context.lineWidth = next();
    },
    function area() {
      context.fillRect(next(), next(), next(), next());
    },
    function frame() {
      context.strokeRect(next(), next(), next(), next());
    },
    function dot() {
      context.beginPath();
      context.arc(next(), next(), next(), 0, 2 * Math.PI);
      context.fill();
      context.stroke();
    },
  ];
  while (at < numbers.length) marks[next()]();
}

self.onmessage = ({ data: [surfaceOf, width, height, scale, colours, numbers] }) => {
  // This empties it, too.
  surface.width = width;
  surface.height = height;
  context.setTransform(scale, 0, 0, scale, 0, 0);
  paint(colours, numbers);
  const picture = surface.transferToImageBitmap();
  self.postMessage([surfaceOf, picture], [picture]);
};
