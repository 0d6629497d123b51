import { Container } from "@mantine/core"
import type { LoaderFunctionArgs } from "@remix-run/node"
import { Outlet, useLoaderData, useRouteLoaderData } from "@remix-run/react"
import { countUnread } from "#models/inbox-message/inbox-message.repository.server.ts"
import { recoveryNotice } from "#workflows/screens/recovery-page.server.ts"
import { ErrorNotice } from "../components/error-boundary.tsx"
import { Layout } from "../components/layout.tsx"
import { OfficeLook } from "../components/office-look.tsx"
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
    <OfficeLook>
      <Layout {...useLoaderData<typeof loader>()}>
        <Outlet />
      </Layout>
    </OfficeLook>
  )
}

/** Errors of the pages inside appear in their frame. */
export function ErrorBoundary() {
  const frame = useRouteLoaderData<typeof loader>("routes/_van-phong")
  return (
    <OfficeLook>
      {frame ? (
        <Layout {...frame}>
          <ErrorNotice />
        </Layout>
      ) : (
        <Container component="main" size="sm" py="xl" id="noi-dung">
          <ErrorNotice />
        </Container>
      )}
    </OfficeLook>
  )
}
