import type { Word } from "./reading.ts"

/** Smaller or in another colour, a word is not there to be read. */
const READABLE = { size: 6, colour: "#000000" }

/** Whether people can read a word that stands on a page. */
export const isReadable = ({ size, colour, turned }: Word): boolean =>
  size >= READABLE.size && colour === READABLE.colour && !turned
