import { Button, Group } from "@mantine/core"
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node"
import { useActionData } from "@remix-run/react"
import { z } from "zod"
import { moveTrainingClock } from "#workflows/training/move-training-clock.server.ts"
import { EmptyState } from "../components/empty-state.tsx"
import { PageHeader } from "../components/page-header.tsx"
import { pageTitle } from "../components/words.ts"
import { attempt } from "../http/attempt.ts"
import { parseForm } from "../http/parse-form.ts"
import { localPath, paths } from "../http/paths.ts"
import { requireActor } from "../http/require-actor.server.ts"

export const meta = () => pageTitle("Đồng hồ tập huấn")

const MoveClock = z.object({
  by: z.enum(["DAY", "NEXT_DUE"], "Hãy chọn “Tiến 1 ngày” hoặc “Tới hạn kế tiếp”."),
  returnTo: z.string().max(2000).optional(),
})

export const loader = async ({ request, context }: LoaderFunctionArgs) => {
  await requireActor(request, context)
  return null
}

export const action = async ({ request, context }: ActionFunctionArgs) => {
  const actor = await requireActor(request, context)
  const form = await parseForm(request, MoveClock)
  if (!form.ok)
    return data(
      { message: Object.values(form.errors).flat().join(" "), returnTo: paths.myWork() },
      { status: 400 },
    )
  const returnTo = localPath(form.value.returnTo, paths.myWork())
  const outcome = await attempt(() => moveTrainingClock(context.runtime, { by: form.value.by, actor }))
  return outcome.ok
    ? redirect(returnTo)
    : data({ message: outcome.message, returnTo }, { status: outcome.status })
}

export default function TrainingClockPage() {
  const answer = useActionData<typeof action>()
  return (
    <>
      <PageHeader title="Đồng hồ tập huấn" lead="Ngày giờ của chế độ tập huấn chỉ tiến, không lùi." />
      <EmptyState
        title={answer ? "Đồng hồ chưa đổi" : "Dùng hai nút trên thanh vàng"}
        actions={
          <Group>
            <Button component="a" href={answer?.returnTo ?? paths.myWork()} variant="default">
              Quay lại
            </Button>
          </Group>
        }
      >
        {answer?.message ??
          "“Tiến 1 ngày” sang ngày hôm sau; “Tới hạn kế tiếp” tới thời hạn gần nhất phía trước."}
      </EmptyState>
    </>
  )
}
