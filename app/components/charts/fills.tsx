/** How a surface is filled: a colour, and a mark on it that tells it from others without colour. */
export type Fill = keyof typeof FILLS

type Look = { ground: string; mark?: string; path?: string; dots?: string }

const DIAGONAL = "M-2 2L2 -2M0 8L8 0M6 10L10 6"

/** Steps are at least 20 L* apart in grey; levels and changes carry a mark each. */
const FILLS = {
  unregistered: { ground: "#0f3860" },
  unappraised: { ground: "#2f6ea8" },
  unapproved: { ground: "#89b0d5" },
  unannounced: { ground: "#d9e6f2" },
  unpublished: { ground: "#fff", dots: "#5c6b78" },
  returned: { ground: "#fff", mark: "#b3261e", path: DIAGONAL },
  full: { ground: "#174a7a" },
  partial: { ground: "#b86a00", mark: "#fff", path: DIAGONAL },
  information: { ground: "#9aa6b1", dots: "#1b232b" },
  notProvided: { ground: "#fff", mark: "#3b4651", path: "M0 2H8M0 6H8" },
  noProposal: { ground: "#fff" },
  kept: { ground: "#2f6ea8" },
  before: { ground: "#9aa6b1" },
  joined: { ground: "#12522c", mark: "#fff", path: "M4 1V7M1 4H7" },
  left: { ground: "#fff", mark: "#86180f", path: DIAGONAL },
  raised: { ground: "#12522c", mark: "#fff", path: "M1 6L4 2L7 6" },
  lowered: { ground: "#86180f", mark: "#fff", path: "M1 2L4 6L7 2" },
} as const satisfies Record<string, Look>

const lookOf = (fill: Fill): Look => FILLS[fill]
const isPlain = ({ path, dots }: Look): boolean => path === undefined && dots === undefined

/** The patterns a picture uses, under names of its own. */
export function FillPatterns({ id, fills }: { id: string; fills: readonly Fill[] }) {
  const patterned = fills.filter((fill) => !isPlain(lookOf(fill)))
  if (patterned.length === 0) return null
  return (
    <defs>
      {patterned.map((fill) => {
        const { ground, mark, path, dots } = lookOf(fill)
        return (
          <pattern key={fill} id={`${id}-${fill}`} width={8} height={8} patternUnits="userSpaceOnUse">
            <rect width={8} height={8} fill={ground} />
            {path ? <path d={path} stroke={mark} strokeWidth={1.5} fill="none" /> : null}
            {dots ? <circle cx={4} cy={4} r={1.4} fill={dots} /> : null}
          </pattern>
        )
      })}
    </defs>
  )
}

/** What a surface's `fill` says. */
export const paintOf = (id: string, fill: Fill): string => {
  const look = lookOf(fill)
  return isPlain(look) ? look.ground : `url(#${id}-${fill})`
}

/** The outline that lets pale surfaces stand out from the sheet. */
export const OUTLINE = "#5c6b78"
