import type { LoaderFunctionArgs } from "@remix-run/node"
import { Outlet, useLoaderData, useRouteLoaderData } from "@remix-run/react"
import { ErrorNotice, OfficeErrorBoundary } from "../components/error-boundary.tsx"
import { PublicLayout } from "../components/public-layout.tsx"
import { findActor } from "../http/session.server.ts"
import { trainingView } from "../http/shell.server.ts"

/** Frame of the public pages. */
export const loader = async ({ request, context }: LoaderFunctionArgs) => ({
  isSignedIn: (await findActor(request, context)) !== null,
  training: await trainingView(context, null),
})

export default function PublicPages() {
  return (
    <PublicLayout {...useLoaderData<typeof loader>()}>
      <Outlet />
    </PublicLayout>
  )
}

/** Errors of the pages inside appear in their frame. */
export function ErrorBoundary() {
  const frame = useRouteLoaderData<typeof loader>("routes/_cong-khai")
  if (!frame) return <OfficeErrorBoundary />
  return (
    <PublicLayout {...frame}>
      <ErrorNotice />
    </PublicLayout>
  )
}
