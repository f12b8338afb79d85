/** Arithmetic of colours: red, green and blue from 0 to 1, opacity where there is one. */

const toLinear = (value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
const toEncoded = (value) => (value <= 0.0031308 ? 12.92 * value : 1.055 * value ** (1 / 2.4) - 0.055);
const times = (matrix, vector) => matrix.map((row) => row.reduce((sum, factor, i) => sum + factor * vector[i], 0));
const linear = (colour) => colour.slice(0, 3).map(toLinear);

/** Returns a colour on an opaque background. */
export const over = ([r, g, b, opacity = 1], background) =>
  [r, g, b].map((value, i) => value * opacity + background[i] * (1 - opacity));

const luminance = (colour) => times([[0.2126, 0.7152, 0.0722]], linear(colour))[0];

/** Returns the contrast of two opaque colours as WCAG 2 defines it, 1 … 21. */
export function contrast(one, other) {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

/** Matrices that simulate kinds of sight: Machado, Oliveira and Fernandes 2009, complete deficiency. */
export const CVD = {
  'normal sight': [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
};

/** Returns a colour as it is seen with a kind of sight. */
export const simulated = (colour, vision) =>
  times(CVD[vision], linear(colour)).map((value) => toEncoded(Math.min(1, Math.max(0, value))));

const LMS = [
  [0.4122214708, 0.5363325363, 0.0514459929],
  [0.2119034982, 0.6806995451, 0.1073969566],
  [0.0883024619, 0.2817188376, 0.6299787005],
];
const LAB = [
  [0.2104542553, 0.793617785, -0.0040720468],
  [1.9779984951, -2.428592205, 0.4505937099],
  [0.0259040371, 0.7827717662, -0.808675766],
];
const oklab = (colour) => times(LAB, times(LMS, linear(colour)).map(Math.cbrt));

/** Returns the distance of two colours in OKLab, ×100: about 2 can just be seen side by side. */
export function difference(one, other) {
  const [a, b] = [oklab(one), oklab(other)];
  return 100 * Math.hypot(...a.map((value, i) => value - b[i]));
}
