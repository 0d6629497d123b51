import { Anchor, Group, Stack, Text, Title } from "@mantine/core"
import type { LoaderFunctionArgs } from "@remix-run/node"
import { Link, useLoaderData } from "@remix-run/react"
import { formatDay } from "#models/shared/dates.ts"
import { formatNumber } from "#models/shared/numbers.ts"
import { getReturnPart } from "#workflows/screens/unit-return-page.server.ts"
import { letterNumber, levelsInWords } from "#workflows/unit-return/compose-return.ts"
import { LevelBadge } from "../components/badges.tsx"
import { Facts } from "../components/catalogue/facts.tsx"
import { DataTable } from "../components/data-table.tsx"
import { PageHeader } from "../components/page-header.tsx"
import { DoneNotice } from "../components/returns/done-notice.tsx"
import { Instant } from "../components/values.tsx"
import { pageTitle } from "../components/words.ts"
import { read } from "../http/attempt.ts"
import { paths } from "../http/paths.ts"
import { requireActor } from "../http/require-actor.server.ts"

export const meta = () => pageTitle("Biên nhận phiếu đăng ký")

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const actor = await requireActor(request, context)
  const { campaignId = "", agencyId = "", sequence = "" } = params
  const part = await read(() =>
    getReturnPart(context.runtime, { campaignId, agencyId, sequence: Number(sequence), actor }),
  )
  const isNew = new URL(request.url).searchParams.has("vuaGui")
  return { part, number: letterNumber(part), levels: levelsInWords(part.rows), isNew }
}

export default function ReturnReceipt() {
  const { part, number, levels, isNew } = useLoaderData<typeof loader>()
  const { campaignId, agencyId, sequence, sender, by, day, dueOn, rows, left } = part
  const file = (name: string) => paths.returnFile(campaignId, agencyId, sequence, name)
  return (
    <Stack gap="lg">
      {isNew ? (
        <DoneNotice
          title={`Đã ký duyệt, gửi ${formatNumber(rows.length)} dịch vụ`}
          text={`Công văn số ${number}. Văn phòng UBND cấp tỉnh đã được báo và thẩm định tiếp.${left > 0 ? ` Còn ${formatNumber(left)} dịch vụ ở đơn vị.` : " Đơn vị đã gửi đủ."}`}
        />
      ) : null}
      <PageHeader
        title={`Biên nhận phiếu đăng ký, lần ${sequence}`}
        back={{ to: paths.unitReturn(campaignId, agencyId), label: `Phiếu đăng ký của ${sender.name}` }}
        lead={
          <>
            {sender.name}, nhận lúc <Instant at={part.at} />
          </>
        }
      />
      <Facts
        items={[
          ["Công văn", `Số ${number}, ngày ${formatDay(day)}`],
          ["Người ký", by.onBehalfOf ? `${by.name}, thay ${by.onBehalfOf.name}` : by.name],
          ["Dịch vụ", `${formatNumber(rows.length)}: ${levels}`],
          ["Còn ở đơn vị khi gửi", left > 0 ? `${formatNumber(left)} dịch vụ` : "không còn dịch vụ nào"],
          ["Hạn đăng ký", `${formatDay(dueOn)}, ${day > dueOn ? "gửi sau hạn" : "gửi trong hạn"}`],
        ]}
      />
      <Group component="nav" aria-label="Tải về" gap="lg">
        <Anchor href={file("cong-van.pdf")}>Tải công văn, danh sách (PDF)</Anchor>
        <Anchor href={file("cong-van.docx")}>Tải công văn, danh sách (Word)</Anchor>
        <Anchor href={file("bien-nhan.pdf")}>Tải biên nhận (PDF)</Anchor>
      </Group>
      <Stack gap="xs" component="section" aria-labelledby="da-gui">
        <Title order={2} id="da-gui">
          Dịch vụ trong phiếu ({formatNumber(rows.length)})
        </Title>
        <Text c="dimmed" size="sm">
          Như lúc gửi. Mở từng dịch vụ để xem hiện nay.
        </Text>
        <DataTable
          caption="Dịch vụ trong phiếu"
          rows={rows}
          rowKey={({ registrationId }) => registrationId}
          columns={[
            { key: "code", header: "Mã dịch vụ", cell: (row) => row.serviceCode, width: "9rem" },
            {
              key: "name",
              header: "Thủ tục",
              isRowHeader: true,
              cell: (row) => (
                <Link to={paths.registration(row.registrationId)}>
                  {row.caseName ? `${row.procedureName} – ${row.caseName}` : row.procedureName}
                </Link>
              ),
            },
            {
              key: "level",
              header: "Mức độ đăng ký",
              cell: (row) => <LevelBadge level={row.level} />,
              width: "12rem",
            },
          ]}
        />
      </Stack>
    </Stack>
  )
}
