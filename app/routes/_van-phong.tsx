import type { LoaderFunctionArgs } from "@remix-run/node"
import { Outlet, useLoaderData } from "@remix-run/react"
import { Layout } from "../components/layout.tsx"
import { requireActor } from "../http/require-actor.server.ts"
import { personView, trainingView } from "../http/shell.server.ts"

/** Frame of the office's pages; every page under it asks `requireActor` itself as well, since loaders run side by side. */
export const loader = async ({ request, context }: LoaderFunctionArgs) => {
  const actor = await requireActor(request, context)
  return { person: personView(actor), training: trainingView(context) }
}

export default function OfficePages() {
  const { person, training } = useLoaderData<typeof loader>()
  return (
    <Layout person={person} training={training}>
      <Outlet />
    </Layout>
  )
}
