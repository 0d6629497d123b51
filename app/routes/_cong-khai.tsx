import type { LinksFunction, LoaderFunctionArgs } from "@remix-run/node"
import { Outlet, useLoaderData, useRouteLoaderData } from "@remix-run/react"
import { ErrorPage, ErrorText } from "../public/error-page.tsx"
import { PublicFrame } from "../public/frame.tsx"
import styles from "../public/public.css?url"

export const links: LinksFunction = () => [{ rel: "stylesheet", href: styles }]

/** Frame of the public pages. */
export const loader = ({ context }: LoaderFunctionArgs) => ({
  trainingNow: context.runtime.trainingClock?.now() ?? null,
})

export default function PublicPages() {
  return (
    <PublicFrame {...useLoaderData<typeof loader>()}>
      <Outlet />
    </PublicFrame>
  )
}

/** Errors of the pages inside appear in their frame. */
export function ErrorBoundary() {
  const frame = useRouteLoaderData<typeof loader>("routes/_cong-khai")
  if (!frame) return <ErrorPage mark={null} />
  return (
    <PublicFrame {...frame}>
      <ErrorText />
    </PublicFrame>
  )
}
