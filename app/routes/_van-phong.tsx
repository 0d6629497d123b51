import { Container } from "@mantine/core"
import type { AppLoadContext, LoaderFunctionArgs } from "@remix-run/node"
import { Outlet, useLoaderData, useRouteLoaderData } from "@remix-run/react"
import type { Actor } from "#models/shared/workflow.ts"
import { ownReceipt } from "#workflows/screens/receipt.server.ts"
import { recoveryNotice } from "#workflows/screens/recovery-page.server.ts"
import { savedViewLinks } from "#workflows/screens/saved-views.server.ts"
import { ActNotice } from "../components/act-notice.tsx"
import { ErrorNotice } from "../components/error-boundary.tsx"
import { KeptNotice } from "../components/kept-notice.tsx"
import { Layout } from "../components/layout.tsx"
import { OfficeLook } from "../components/office-look.tsx"
import { keptView } from "../http/kept-form.server.ts"
import { RECEIPT_MARK } from "../http/paths.ts"
import { requireActor } from "../http/require-actor.server.ts"
import { navigationCounts, personView, trainingView } from "../http/shell.server.ts"

/** Frame of the office's pages; each page inside asks `requireActor` itself too, since loaders run side by side. */
export const loader = async ({ request, context }: LoaderFunctionArgs) => {
  const actor = await requireActor(request, context)
  const [person, training, recovery, views, done, kept, counts] = await Promise.all([
    personView(context, actor),
    trainingView(context, actor),
    recoveryNotice(actor),
    savedViewLinks(actor),
    doneView(request, context, actor),
    keptView(request, context, actor.id),
    navigationCounts(context, actor),
  ])
  return { person, training, recovery, views, done, kept, counts }
}

/** What the person just did, where the address says that an act led here. */
const doneView = async (request: Request, { runtime }: AppLoadContext, actor: Pick<Actor, "id">) => {
  const mark = new URL(request.url).searchParams.get(RECEIPT_MARK) ?? ""
  return /^\d{1,12}$/.test(mark) ? ownReceipt(runtime, actor, Number(mark)) : null
}

export default function OfficePages() {
  const { views: _v, kept, done, ...frame } = useLoaderData<typeof loader>()
  return (
    <OfficeLook>
      <Layout {...frame}>
        {done ? <ActNotice receipt={done} key={done.sequence} /> : null}
        {kept ? <KeptNotice kept={kept} /> : null}
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
