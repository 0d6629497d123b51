import { Button, Stack, Text, Title } from "@mantine/core"
import type { LoaderFunctionArgs } from "@remix-run/node"
import { Link, useLoaderData } from "@remix-run/react"
import { getAbsencePage } from "#workflows/screens/absence-page.server.ts"
import { AbsenceTable } from "../components/delegation/absence-table.tsx"
import { EmptyState } from "../components/empty-state.tsx"
import { PageHeader } from "../components/page-header.tsx"
import { pageTitle } from "../components/words.ts"
import { read } from "../http/attempt.ts"
import { paths } from "../http/paths.ts"
import { requirePermission } from "../http/require-actor.server.ts"

export const meta = () => pageTitle("Vắng mặt, làm thay")

export const loader = async ({ request, context }: LoaderFunctionArgs) => {
  const actor = await requirePermission(request, context, "delegation.view")
  return read(() => getAbsencePage(context.runtime, actor))
}

export default function Absences() {
  const { own, others, overseesOthers } = useLoaderData<typeof loader>()
  return (
    <>
      <PageHeader
        title="Vắng mặt, làm thay"
        lead="Ai vắng ngày nào, ai làm thay việc gì, theo căn cứ nào. Hết ngày thì tự hết hiệu lực."
        actions={
          <Button component={Link} to={paths.newDelegation()}>
            Giao làm thay
          </Button>
        }
      />
      <Stack gap="xl">
        <section aria-labelledby="cua-toi">
          <Title order={2} id="cua-toi" mb="xs">
            Của tôi ({own.length})
          </Title>
          <AbsenceTable
            caption="Việc làm thay của tôi"
            rows={own}
            empty={
              <EmptyState title="Chưa có việc làm thay nào của bạn">
                Khi bạn vắng mặt, giao việc cho người cùng đơn vị; khi người khác giao cho bạn, việc đó hiện ở
                đây.
              </EmptyState>
            }
          />
        </section>
        {overseesOthers ? (
          <section aria-labelledby="cua-nguoi-khac">
            <Title order={2} id="cua-nguoi-khac" mb="xs">
              Của những người khác ({others.length})
            </Title>
            <AbsenceTable
              caption="Việc làm thay của những người khác"
              rows={others}
              empty={<Text c="dimmed">Không có ai khác vắng mặt.</Text>}
            />
          </section>
        ) : null}
      </Stack>
    </>
  )
}
