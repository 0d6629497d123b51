import { Button, Group } from "@mantine/core"
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node"
import { useActionData, useLoaderData } from "@remix-run/react"
import { z } from "zod"
import { type MoveKind, moveTrainingClock } from "#workflows/training/move-training-clock.server.ts"
import { EmptyState } from "../components/empty-state.tsx"
import { PageHeader } from "../components/page-header.tsx"
import { pageTitle } from "../components/words.ts"
import { attempt } from "../http/attempt.ts"
import { localPath } from "../http/local-path.ts"
import { parseForm } from "../http/parse-form.ts"
import { paths } from "../http/paths.ts"
import { requireActor } from "../http/require-actor.server.ts"
import { trainingView } from "../http/shell.server.ts"

export const meta = () => pageTitle("Đồng hồ tập huấn")

const MoveClock = z.object({
  by: z.enum(["DAY", "NEXT_DUE"], "Hãy chọn “Tiến 1 ngày” hoặc “Tới hạn kế tiếp”."),
  returnTo: z.string().max(2000).optional(),
})

export const loader = async ({ request, context }: LoaderFunctionArgs) =>
  trainingView(context, await requireActor(request, context))

export const action = async ({ request, context }: ActionFunctionArgs) => {
  const actor = await requireActor(request, context)
  const form = await parseForm(request, MoveClock)
  if (!form.ok)
    return data(
      { message: Object.values(form.errors).flat().join(" "), returnTo: paths.myWork() },
      { status: form.status },
    )
  const returnTo = localPath(form.value.returnTo, paths.myWork())
  const outcome = await attempt(() => moveTrainingClock(context.runtime, { by: form.value.by, actor }))
  if (!outcome.ok) return data({ message: outcome.message, returnTo }, { status: outcome.status })
  return outcome.value ? redirect(returnTo) : data({ message: NOTHING_DUE, returnTo })
}

const NOTHING_DUE =
  "Không còn thời hạn nào phía trước nên ngày giờ giữ nguyên. Dùng “Tiến 1 ngày” để sang ngày hôm sau."

export default function TrainingClockPage() {
  const answer = useActionData<typeof action>()
  const training = useLoaderData<typeof loader>()
  const { title, text } = answer
    ? { title: "Đồng hồ chưa đổi", text: answer.message }
    : wordsFor(training?.moves ?? null)
  return (
    <>
      <PageHeader title="Đồng hồ tập huấn" lead="Ngày giờ của chế độ tập huấn chỉ tiến, không lùi." />
      <EmptyState
        title={title}
        actions={
          <Group>
            <Button component="a" href={answer?.returnTo ?? paths.myWork()} variant="default">
              Quay lại
            </Button>
          </Group>
        }
      >
        {text}
      </EmptyState>
    </>
  )
}

/** What the page says before anything was pressed; `moves` null: the system runs for real. */
const wordsFor = (moves: readonly MoveKind[] | null): { title: string; text: string } => {
  if (!moves)
    return {
      title: "Hệ thống đang chạy thật",
      text: "Ngày giờ là ngày giờ thật, không ai chuyển được. Đồng hồ này chỉ có ở chế độ tập huấn.",
    }
  if (moves.length === 0)
    return {
      title: "Hôm nay bạn không giữ vai trò nào",
      text: "Chỉ người giữ vai trò vào ngày đang hiện mới chuyển được ngày giờ.",
    }
  return moves.includes("NEXT_DUE")
    ? {
        title: "Dùng hai nút trên thanh vàng",
        text: "“Tiến 1 ngày” sang ngày hôm sau; “Tới hạn kế tiếp” tới thời hạn gần nhất phía trước.",
      }
    : {
        title: "Dùng nút “Tiến 1 ngày” trên thanh vàng",
        text: "Không còn thời hạn nào phía trước, nên chưa có nút “Tới hạn kế tiếp”.",
      }
}
