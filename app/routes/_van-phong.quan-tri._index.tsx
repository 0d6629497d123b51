import { Button, Group, Stack, Title } from "@mantine/core"
import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from "@remix-run/node"
import { Link, useActionData, useLoaderData } from "@remix-run/react"
import { z } from "zod"
import { formatNumber } from "#models/shared/numbers.ts"
import { addSecondPerson, isAlone } from "#workflows/administration/second-person.server.ts"
import { getAdministrationPage } from "#workflows/screens/administration-pages.server.ts"
import { ChangeList } from "../components/administration/change-list.tsx"
import { SecondPerson } from "../components/administration/second-person.tsx"
import { DataTable } from "../components/data-table.tsx"
import { EmptyState } from "../components/empty-state.tsx"
import { PageHeader } from "../components/page-header.tsx"
import { pageTitle } from "../components/words.ts"
import { attempt, read } from "../http/attempt.ts"
import { parseForm } from "../http/parse-form.ts"
import { paths } from "../http/paths.ts"
import { requireActor } from "../http/require-actor.server.ts"

export const meta = () => pageTitle("Quản trị")

export const loader = async ({ request, context }: LoaderFunctionArgs) => {
  const actor = await requireActor(request, context)
  const page = await read(() => getAdministrationPage(context.runtime, actor))
  return { ...page, isAlone: await isAlone(context.runtime, actor) }
}

const Added = z.object({ id: z.string().trim().max(100), fullName: z.string().trim().max(200) })

export const action = async ({ request, context }: ActionFunctionArgs) => {
  const actor = await requireActor(request, context)
  const form = await parseForm(request, Added)
  if (!form.ok)
    return data(
      { error: Object.values(form.errors).flat().join(" "), secret: undefined },
      { status: form.status },
    )
  const outcome = await attempt(() => addSecondPerson(context.runtime, { ...form.value, actor }))
  return outcome.ok
    ? data({ error: undefined, secret: outcome.value })
    : data({ error: outcome.message, secret: undefined }, { status: outcome.status })
}

export default function Administration() {
  const { tables, open, latest, isAlone: alone } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  return (
    <Stack gap="xl">
      <PageHeader
        title="Quản trị"
        lead="Dữ liệu nền của văn phòng. Mỗi thay đổi được soạn, xem tác động, do người thứ hai xác nhận và có hiệu lực từ ngày của nó."
        actions={
          <Group gap="sm">
            <Button component={Link} to={paths.handover()} variant="default">
              Bàn giao việc
            </Button>
            <Button component={Link} to={paths.personalFile()} variant="default">
              Dữ liệu của từng người
            </Button>
            <Button component={Link} to={paths.sessions()} variant="default">
              Phiên đăng nhập
            </Button>
            <Button component={Link} to={paths.reorganisations()} variant="default">
              Sắp xếp đơn vị
            </Button>
            <Button component={Link} to={paths.dispatches()} variant="default">
              Thư, tin đã gửi
            </Button>
          </Group>
        }
      />
      {alone || answer?.secret ? <SecondPerson error={answer?.error} secret={answer?.secret} /> : null}
      <div>
        <Title order={2} size="h3" id="dang-cho" mb="xs">
          Đang chờ ({formatNumber(open.length)})
        </Title>
        <ChangeList
          caption="Thay đổi đang chờ"
          changes={open}
          empty={
            <EmptyState title="Không có thay đổi nào đang chờ">
              Chọn một bảng ở dưới để soạn thay đổi.
            </EmptyState>
          }
        />
      </div>
      <div>
        <Title order={2} size="h3" id="cac-bang" mb="xs">
          Các bảng dữ liệu
        </Title>
        <DataTable
          caption="Các bảng dữ liệu"
          rows={tables}
          rowKey={({ id }) => id}
          columns={[
            {
              key: "label",
              header: "Bảng",
              isRowHeader: true,
              cell: ({ id, label }) => <Link to={paths.table(id)}>{label}</Link>,
            },
            { key: "lead", header: "Dùng để", cell: ({ lead }) => lead },
            { key: "rows", header: "Số dòng", align: "end", cell: ({ rows }) => formatNumber(rows) },
            { key: "open", header: "Đang chờ", align: "end", cell: ({ open: count }) => formatNumber(count) },
          ]}
        />
      </div>
      {latest.length > 0 ? (
        <div>
          <Title order={2} size="h3" id="gan-day" mb="xs">
            Gần đây
          </Title>
          <ChangeList caption="Thay đổi gần đây" changes={latest} empty={null} />
        </div>
      ) : null}
    </Stack>
  )
}
