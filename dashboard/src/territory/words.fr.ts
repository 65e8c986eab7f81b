/** Texts of this folder, in French. */
export const french = {
  title: "territory",
};
