import "@fontsource/be-vietnam-pro/400.css"
import "@fontsource/be-vietnam-pro/500.css"
import "@fontsource/be-vietnam-pro/600.css"
import "@mantine/core/styles.css"
import "@mantine/spotlight/styles.css"
import "../styles.css"
import { MantineProvider } from "@mantine/core"
import { type ReactNode, useContext } from "react"
import { NonceContext, pageNonce } from "./nonce.ts"
import { theme } from "./theme.ts"

/** What the office's screens are drawn with: their style sheets, letters and components. The public pages have none of it. */
export function OfficeLook({ children }: { children: ReactNode }) {
  const nonce = useContext(NonceContext) ?? pageNonce
  return (
    <MantineProvider
      theme={theme}
      forceColorScheme="light"
      {...(nonce ? { getStyleNonce: () => nonce } : {})}
    >
      {children}
    </MantineProvider>
  )
}
