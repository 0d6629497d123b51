import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node"
import {
  Links,
  Meta,
  Outlet,
  Scripts,
  ScrollRestoration,
  useMatches,
  useRouteLoaderData,
} from "@remix-run/react"
import { type ReactNode, useContext } from "react"
import { TRAINING_MARK } from "#models/shared/training-mark.ts"
import { NonceContext } from "./components/nonce.ts"
import { PRODUCT_NAME } from "./components/words.ts"
import { provinceView } from "./http/shell.server.ts"
import { ErrorPage } from "./public/error-page.tsx"

export const meta: MetaFunction = () => [{ title: PRODUCT_NAME }]

/** The correlation id of the request that drew the page, for error pages. */
export const loader = async ({ context }: LoaderFunctionArgs) => ({
  province: await provinceView(context),
  correlationId: context.correlationId,
  isTraining: context.runtime.trainingMode,
})

/** Frames whose pages run scripts; every other page is drawn once and stays as it is. */
const WITH_SCRIPTS = "routes/_van-phong"

export function Layout({ children }: { children: ReactNode }) {
  const nonce = useContext(NonceContext)
  const runsScripts = useMatches().some(({ id }) => id === WITH_SCRIPTS)
  return (
    // The one theme is light: the attribute is in the page, no script has to set it.
    <html lang="vi" data-mantine-color-scheme="light" suppressHydrationWarning>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
        <Meta />
        <Links />
      </head>
      <body>
        {children}
        {runsScripts ? (
          <>
            <ScrollRestoration nonce={nonce} />
            <Scripts nonce={nonce} />
          </>
        ) : null}
      </body>
    </html>
  )
}

export default function App() {
  return <Outlet />
}

export function ErrorBoundary() {
  const isTraining = useRouteLoaderData<typeof loader>("root")?.isTraining ?? false
  return <ErrorPage mark={isTraining ? TRAINING_MARK : null} />
}
