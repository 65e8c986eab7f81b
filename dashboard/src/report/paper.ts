/** Width of drawings in CSS pixels: A4 without its margins of 17 mm, the same on every screen. */
export const chartWidth = 664;
