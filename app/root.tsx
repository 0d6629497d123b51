import "@fontsource/be-vietnam-pro/400.css"
import "@fontsource/be-vietnam-pro/500.css"
import "@fontsource/be-vietnam-pro/600.css"
import "@mantine/core/styles.css"
import "./styles.css"
import { MantineProvider, mantineHtmlProps } from "@mantine/core"
import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node"
import { Links, Meta, Outlet, Scripts, ScrollRestoration, useRouteLoaderData } from "@remix-run/react"
import { type ReactNode, useContext } from "react"
import { OfficeErrorBoundary } from "./components/error-boundary.tsx"
import { NonceContext } from "./components/nonce.ts"
import { theme } from "./components/theme.ts"
import { PRODUCT_NAME } from "./components/words.ts"
import { provinceView } from "./http/shell.server.ts"

export const meta: MetaFunction = () => [{ title: PRODUCT_NAME }]

/** The correlation id of the request that drew the page, for error pages; `isStill`: the page runs no scripts. */
export const loader = async ({ context }: LoaderFunctionArgs) => ({
  province: await provinceView(context),
  correlationId: context.correlationId,
  isTraining: context.runtime.trainingMode,
  // Scripts would draw what the address leads to over what was refused.
  isStill: context.refusal !== undefined,
})

export function Layout({ children }: { children: ReactNode }) {
  const nonce = useContext(NonceContext)
  const isStill = useRouteLoaderData<typeof loader>("root")?.isStill ?? false
  return (
    // The one theme is light: the attribute is in the page, no script has to set it.
    <html lang="vi" {...mantineHtmlProps} data-mantine-color-scheme="light">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
        <Meta />
        <Links />
      </head>
      <body>
        <MantineProvider theme={theme} forceColorScheme="light">
          {children}
        </MantineProvider>
        {isStill ? null : (
          <>
            <ScrollRestoration nonce={nonce} />
            <Scripts nonce={nonce} />
          </>
        )}
      </body>
    </html>
  )
}

export default function App() {
  return <Outlet />
}

export { OfficeErrorBoundary as ErrorBoundary }
