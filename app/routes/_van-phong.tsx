import type { LoaderFunctionArgs } from "@remix-run/node"
import { Outlet, useLoaderData, useRouteLoaderData } from "@remix-run/react"
import { countUnread } from "#models/inbox-message/inbox-message.repository.server.ts"
import { recoveryNotice } from "#workflows/screens/recovery-page.server.ts"
import { ErrorNotice, OfficeErrorBoundary } from "../components/error-boundary.tsx"
import { Layout } from "../components/layout.tsx"
import { requireActor } from "../http/require-actor.server.ts"
import { personView, trainingView } from "../http/shell.server.ts"

/** Frame of the office's pages; each page inside asks `requireActor` itself too, since loaders run side by side. */
export const loader = async ({ request, context }: LoaderFunctionArgs) => {
  const actor = await requireActor(request, context)
  return {
    person: await personView(context, actor),
    training: await trainingView(context, actor),
    recovery: await recoveryNotice(actor),
    counts: { unread: await countUnread(actor.id) },
  }
}

export default function OfficePages() {
  return (
    <Layout {...useLoaderData<typeof loader>()}>
      <Outlet />
    </Layout>
  )
}

/** Errors of the pages inside appear in their frame. */
export function ErrorBoundary() {
  const frame = useRouteLoaderData<typeof loader>("routes/_van-phong")
  if (!frame) return <OfficeErrorBoundary />
  return (
    <Layout {...frame}>
      <ErrorNotice />
    </Layout>
  )
}
