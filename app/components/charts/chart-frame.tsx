import type { ReactNode } from "react"
import { type Fill, FillPatterns } from "./fills.tsx"

/** A picture is drawn twice: for a page, and for a phone. */
export type ChartSize = "wide" | "narrow"
/** In units of its own, one to a dot where there is room. */
export const CHART_WIDTH: Record<ChartSize, number> = { wide: 960, narrow: 320 }

/** The page's typeface; the first three are its parts as files of it are loaded for a PNG. */
export const CHART_FONTS = ["Be Vietnam Pro Vietnamese", "Be Vietnam Pro Latin", "Be Vietnam Pro Latin Ext"]
const FAMILY = [...CHART_FONTS, "Be Vietnam Pro", "sans-serif"].map((name) => `'${name}'`).join(", ")
export const INK = "#1b232b"
export const QUIET = "#4a5560"
export const LINE = "#d5dce4"

export type ChartProps = {
  /** Tells its parts from those of other pictures on the page. */
  id: string
  size: ChartSize
  /** What it says, in a sentence; and where its numbers stand. */
  title: string
  description: string
  /** Whose numbers of which day; drawn below. */
  note: string
}

type FrameProps = ChartProps & { height: number; fills: readonly Fill[]; children: ReactNode }

/** The sheet a picture is drawn on. It reads as one picture; its numbers are read in the table beside it. */
export function ChartFrame({ id, size, title, description, note, height, fills, children }: FrameProps) {
  const width = CHART_WIDTH[size]
  const notes = wrapWords(note, size === "wide" ? 120 : 40)
  const total = height + notes.length * 18 + 10
  return (
    <svg
      xmlns="http://www.w3.org/2000/svg"
      viewBox={`0 0 ${width} ${total}`}
      role="img"
      aria-labelledby={`${id}-title ${id}-desc`}
      fontFamily={FAMILY}
      fontSize={14}
      fill={INK}
    >
      <title id={`${id}-title`}>{title}</title>
      <desc id={`${id}-desc`}>{description}</desc>
      <FillPatterns id={id} fills={fills} />
      <rect width={width} height={total} fill="#fff" />
      {children}
      {notes.map((line, place) => (
        <text key={line} x={0} y={height + 18 + place * 18} fontSize={13} fill={QUIET}>
          {line}
        </text>
      ))}
    </svg>
  )
}

/** A text in lines of at most so many signs, broken between words; a longer word keeps its line. */
export const wrapWords = (text: string, most: number): string[] => {
  const lines: string[] = []
  for (const word of text.split(" ")) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + 1 + word.length <= most)
      lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word)
  }
  return lines
}

/** A number on a coloured or patterned ground, readable on any. */
export function MarkLabel({ x, y, text }: { x: number; y: number; text: string }) {
  return (
    <>
      <text
        x={x}
        y={y}
        textAnchor="middle"
        fontWeight={600}
        stroke="#fff"
        strokeWidth={4}
        strokeLinejoin="round"
      >
        {text}
      </text>
      <text x={x} y={y} textAnchor="middle" fontWeight={600}>
        {text}
      </text>
    </>
  )
}

/** One place after the point is finer than a screen shows. */
export const at = (value: number): number => Math.round(value * 10) / 10
