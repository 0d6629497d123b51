/** The four faces of the documents' typeface. */
export type FontStyle = "regular" | "bold" | "italic" | "boldItalic"

/** Natural line height of the typeface, and where the baseline stands in it, in em. */
export const LINE_HEIGHT = 1.15
export const BASELINE = 0.9
