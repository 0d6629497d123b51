import { Button } from "@mantine/core"
import type { LoaderFunctionArgs } from "@remix-run/node"
import { Link, type MetaArgs, useLoaderData } from "@remix-run/react"
import { getRegimePage } from "#workflows/screens/regime-page.server.ts"
import { PageHeader } from "../components/page-header.tsx"
import { RegimeView } from "../components/regimes/regime-view.tsx"
import { itemTitle } from "../components/words.ts"
import { read } from "../http/attempt.ts"
import { paths } from "../http/paths.ts"
import { requireActor } from "../http/require-actor.server.ts"

export const meta = ({ data }: MetaArgs<typeof loader>) =>
  itemTitle("Bộ quy định pháp luật", data?.regime.name)

export const loader = async ({ request, params, context }: LoaderFunctionArgs) => {
  const actor = await requireActor(request, context)
  return read(() => getRegimePage(context.runtime, { regimeId: params.regimeId ?? "", actor }))
}

export default function Regime() {
  const { regime, mayPropose } = useLoaderData<typeof loader>()
  return (
    <>
      <PageHeader
        title={regime.name}
        back={{ to: paths.regimes(), label: "Bộ quy định pháp luật" }}
        actions={
          mayPropose ? (
            <Button component={Link} to={paths.newRegime(regime.id)} variant="default">
              Soạn bộ mới từ bộ này
            </Button>
          ) : undefined
        }
      />
      <RegimeView regime={regime} />
    </>
  )
}
