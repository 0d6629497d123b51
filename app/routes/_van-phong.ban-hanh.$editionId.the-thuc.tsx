import { Stack } from "@mantine/core"
import type { LoaderFunctionArgs } from "@remix-run/node"
import { useLoaderData } from "@remix-run/react"
import { type DocumentForm, getDocumentForm } from "#workflows/campaign/document-form.server.ts"
import { FormFindings } from "../components/issuing/form-findings.tsx"
import { PageHeader } from "../components/page-header.tsx"
import { pageTitle } from "../components/words.ts"
import { read } from "../http/attempt.ts"
import { paths } from "../http/paths.ts"
import { requireActor } from "../http/require-actor.server.ts"

export const meta = () => pageTitle("Kiểm tra thể thức")

export const loader = async ({ request, params, context }: LoaderFunctionArgs): Promise<DocumentForm> => {
  const actor = await requireActor(request, context)
  return read(() => getDocumentForm(context.runtime, { editionId: params.editionId ?? "", actor }))
}

export default function DocumentFormChecked() {
  const { campaign, documents } = useLoaderData<typeof loader>()
  return (
    <Stack gap="lg" maw={900}>
      <PageHeader
        back={{ to: paths.issuing(campaign.id), label: campaign.name }}
        title="Kiểm tra thể thức văn bản"
        lead="Tệp PDF được đọc lại từng trang và đối chiếu với Nghị định số 30/2020/NĐ-CP. Văn bản còn lỗi thì không trình ký được."
      />
      {documents.map(({ name, signatory, isProof, report }) => (
        <FormFindings
          key={`${name}:${signatory}`}
          title={[
            name,
            signatory ? ` do ${signatory} ký` : "",
            isProof ? " (bản lập để kiểm tra, chưa trình ký)" : "",
          ].join("")}
          report={report}
        />
      ))}
    </Stack>
  )
}
