import { Stack } from "@mantine/core"
import type { LoaderFunctionArgs } from "@remix-run/node"
import { type MetaArgs, useLoaderData } from "@remix-run/react"
import { formatInstant } from "#models/shared/dates.ts"
import { getReceipt } from "#workflows/screens/receipt.server.ts"
import { Digest, Facts } from "../components/catalogue/facts.tsx"
import { PageHeader } from "../components/page-header.tsx"
import { itemTitle } from "../components/words.ts"
import { read } from "../http/attempt.ts"
import { numberParam } from "../http/number-param.ts"
import { paths } from "../http/paths.ts"
import { requireActor } from "../http/require-actor.server.ts"

export const meta = ({ data }: MetaArgs<typeof loader>) =>
  itemTitle("Biên nhận", data && `${data.what}, số ${data.sequence}`)

export const loader = async ({ request, params, context }: LoaderFunctionArgs) => {
  const actor = await requireActor(request, context)
  return read(() => getReceipt(context.runtime, { actor, sequence: numberParam(params.sequence) }))
}

export default function ReceiptScreen() {
  const { sequence, at, byName, what, which, subject, detail, from, to, hash, figures } =
    useLoaderData<typeof loader>()
  return (
    <Stack gap="lg" maw={760}>
      <PageHeader
        back={{ to: pageOf(subject), label: "Về trang liên quan" }}
        title={`Biên nhận số ${sequence}`}
        lead="Việc dưới đây đã được ghi vào nhật ký, không sửa, không xóa được. In trang này để lưu."
      />
      <Facts
        items={[
          ["Việc đã làm", what],
          ["Với", which],
          ["Người làm", byName],
          ["Lúc", formatInstant(at)],
          ...(detail ? ([["Nội dung", detail]] as const) : []),
          ...(figures.length > 0 ? ([["Gồm", figures.join("; ")]] as const) : []),
          ...(to ? ([["Trạng thái", from && from !== to ? `${from} → ${to}` : to]] as const) : []),
          ["Mã đối chiếu nhật ký", <Digest key="hash" value={hash} />],
        ]}
      />
    </Stack>
  )
}

const PAGES = new Map<string, (id: string) => string>([
  ["registration", (id) => paths.registration(id)],
  ["campaign", paths.issuing],
  ["delegation", paths.delegation],
  ["deadline", paths.deadline],
])

const pageOf = ({ kind, id }: { kind: string; id: string }): string => PAGES.get(kind)?.(id) ?? paths.myWork()
