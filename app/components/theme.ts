import { createTheme, type MantineColorsTuple } from "@mantine/core"

/** A sober blue; index 7 on white is 7.9:1. */
const office: MantineColorsTuple = [
  "#eef4fa",
  "#d9e6f2",
  "#b3cce4",
  "#89b0d5",
  "#6597c8",
  "#4a84bd",
  "#2f6ea8",
  "#1f5a92",
  "#174a7a",
  "#0f3860",
]

export const theme = createTheme({
  colors: { office },
  primaryColor: "office",
  primaryShade: 7,
  fontFamily: "'Be Vietnam Pro', system-ui, -apple-system, 'Segoe UI', sans-serif",
  headings: {
    fontFamily: "'Be Vietnam Pro', system-ui, -apple-system, 'Segoe UI', sans-serif",
    fontWeight: "600",
    sizes: {
      h1: { fontSize: "1.625rem", lineHeight: "1.3" },
      h2: { fontSize: "1.25rem", lineHeight: "1.35" },
      h3: { fontSize: "1.0625rem", lineHeight: "1.4" },
    },
  },
  defaultRadius: "sm",
  focusRing: "auto",
  respectReducedMotion: true,
})
