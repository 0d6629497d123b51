import "@fontsource/be-vietnam-pro/400.css"
import "@fontsource/be-vietnam-pro/500.css"
import "@fontsource/be-vietnam-pro/600.css"
import "@mantine/core/styles.css"
import "@mantine/spotlight/styles.css"
import "../styles.css"
import { MantineProvider } from "@mantine/core"
import type { ReactNode } from "react"
import { theme } from "./theme.ts"

/** What the office's screens are drawn with: their style sheets, letters and components. The public pages have none of it. */
export function OfficeLook({ children }: { children: ReactNode }) {
  return (
    <MantineProvider theme={theme} forceColorScheme="light">
      {children}
    </MantineProvider>
  )
}
