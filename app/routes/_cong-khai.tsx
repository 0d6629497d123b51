import type { LoaderFunctionArgs } from "@remix-run/node"
import { Outlet, useLoaderData } from "@remix-run/react"
import { PublicLayout } from "../components/public-layout.tsx"
import { findActor } from "../http/session.server.ts"
import { trainingView } from "../http/shell.server.ts"

/** Frame of the public pages. */
export const loader = async ({ request, context }: LoaderFunctionArgs) => ({
  isSignedIn: (await findActor(request, context)) !== null,
  training: trainingView(context),
})

export default function PublicPages() {
  const { isSignedIn, training } = useLoaderData<typeof loader>()
  return (
    <PublicLayout isSignedIn={isSignedIn} training={training}>
      <Outlet />
    </PublicLayout>
  )
}
