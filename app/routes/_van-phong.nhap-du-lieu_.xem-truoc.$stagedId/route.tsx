import { Alert, Anchor, Stack, Text } from "@mantine/core"
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node"
import { useActionData, useLoaderData } from "@remix-run/react"
import { z } from "zod"
import { STAGED_KINDS, type StagedKind } from "#models/staged-import/staged-import.ts"
import { adminLevelsAnswer, type ImportAnswers } from "#workflows/register/import-answers.ts"
import { isOpenedColumn } from "#workflows/register/sheet-headings.ts"
import { answerStaged, getStaged, takeStaged } from "#workflows/register/stage-import.server.ts"
import { PageHeader } from "../../components/page-header.tsx"
import { pageTitle } from "../../components/words.ts"
import { attempt, read } from "../../http/attempt.ts"
import { parseForm } from "../../http/parse-form.ts"
import { paths } from "../../http/paths.ts"
import { requirePermission } from "../../http/require-actor.server.ts"
import { PreviewAnswers } from "./preview-answers.tsx"
import { PreviewRows } from "./preview-rows.tsx"
import { PreviewTake } from "./preview-take.tsx"

export const meta = () => pageTitle("Xem trước khi nhập")

const isKind = (text: string | null): text is StagedKind => STAGED_KINDS.some((kind) => kind === text)

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const actor = await requirePermission(request, context, "register.import")
  const asked = new URL(request.url).searchParams.get("loai")
  const staged = await read(() => getStaged(context.runtime, { stagedId: params.stagedId ?? "", actor }))
  const kind = isKind(asked) ? asked : null
  return {
    stagedId: staged.id,
    fileName: staged.fileName,
    answers: staged.answers as ImportAnswers,
    plan: { ...staged.plan, rows: staged.plan.rows.filter((row) => kind === null || row.kind === kind) },
    kind,
  }
}

const text = (limit: number) => z.string().trim().max(limit).default("")
/** As `headingKey` gives it: letters, digits and single blanks. */
const HeadingKey = z
  .string()
  .max(300)
  .regex(/^[\p{L}\p{N} ]*$/u, "Tên cột không hợp lệ. Hãy tải lại trang rồi chọn lại.")
const Sent = z.object({
  intent: z.enum(["answer", "take"], "Hãy bấm một trong hai nút."),
  levels: z.array(z.string().max(20)).max(6).default([]),
  field: text(200),
  convertLetters: text(10),
  columns: z
    .array(z.object({ key: HeadingKey, field: z.string().max(40) }))
    .max(400)
    .default([]),
  digest: text(100),
  partial: text(10),
  whole: text(10),
  vanished: text(12),
})

export const action = async ({ request, context, params }: ActionFunctionArgs) => {
  const actor = await requirePermission(request, context, "register.import")
  const stagedId = params.stagedId ?? ""
  const form = await parseForm(request, Sent)
  if (!form.ok) return data({ error: Object.values(form.errors).flat().join(" ") }, { status: form.status })
  const sent = form.value
  const outcome = await attempt(async () => {
    if (sent.intent === "answer") {
      await answerStaged(context.runtime, { stagedId, answers: answersOf(sent), actor })
      return paths.importPreview(stagedId)
    }
    const { id } = await takeStaged(context.runtime, {
      stagedId,
      digest: sent.digest,
      partial: sent.partial === "on",
      isWhole: sent.whole === "on",
      knownVanished: /^[\d.]+$/.test(sent.vanished) ? Number(sent.vanished.replaceAll(".", "")) : null,
      actor,
    })
    return paths.importData({ lan: id })
  })
  return outcome.ok ? redirect(outcome.value) : data({ error: outcome.message }, { status: outcome.status })
}

/** What the form says of the file; only headings we did not know, or know otherwise, are told. */
function answersOf({ levels, field, convertLetters, columns }: z.output<typeof Sent>): ImportAnswers {
  const adminLevels = adminLevelsAnswer(levels)
  return {
    ...(adminLevels ? { adminLevels } : {}),
    ...(field === "" ? {} : { field }),
    convertLetters: convertLetters === "on",
    headings: Object.fromEntries(
      columns.map(({ key, field: opened }) => [key, isOpenedColumn(opened) ? opened : ("unused" as const)]),
    ),
  }
}

export default function ImportPreview() {
  const { stagedId, fileName, answers, plan, kind } = useLoaderData<typeof loader>()
  const error = useActionData<typeof action>()?.error
  return (
    <Stack gap="xl">
      <PageHeader
        title="Xem trước khi nhập"
        lead={`Tệp «${fileName}». Chưa có gì được ghi vào sổ thủ tục.`}
        back={{ to: paths.importData(), label: "Nhập dữ liệu" }}
      />
      {error ? (
        <Alert color="red" variant="outline" role="alert" title="Chưa nhập được">
          {error}
        </Alert>
      ) : null}
      <PreviewAnswers answers={answers} plan={plan} />
      <PreviewRows stagedId={stagedId} plan={plan} kind={kind} />
      <Text>
        <Anchor href={paths.importPreviewFile(stagedId)}>Tải kết quả xem trước (.csv)</Anchor>
      </Text>
      <PreviewTake plan={plan} />
    </Stack>
  )
}
