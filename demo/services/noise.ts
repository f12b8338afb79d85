/** Returns a number from 0 to 1 (exclusive) that looks random, and is the same for the same seed. */
export function noise(seed: number): number {
  const x = Math.sin(seed * 12.9898) * 43_758.5453;
  return x - Math.floor(x);
}
