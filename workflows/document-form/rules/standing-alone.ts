/** Finds words as they stand, whatever signs they hold, and not as the beginning of longer ones: «Phụ lục I», not «Phụ lục II». */
export const standingAlone = (words: string): RegExp =>
  new RegExp(`${words.replace(/[\\^$.*+?()[\]{}|/]/gu, String.raw`\$&`)}(?![\\p{L}\\d])`, "u")
