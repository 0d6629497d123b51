import { Stack } from "@mantine/core"
import { AttachmentsSection } from "./attachments-section.tsx"
import { Comments } from "./comments.tsx"
import { Standing } from "./decisions.tsx"
import { FactsSection } from "./facts-section.tsx"
import { History } from "./history.tsx"
import { ProcedureParts } from "./procedure-parts.tsx"
import { RemarksTab } from "./remarks-tab.tsx"
import type { RefusedForm, RegistrationScreenData } from "./screen-data.ts"

type OtherTabProps = { page: RegistrationScreenData; revision: number; answer: RefusedForm | undefined }

/** The part of the screen that was asked for, where it is not the answers. */
export function OtherTab({ page, revision, answer }: OtherTabProps) {
  switch (page.tab) {
    case "thu-tuc":
      return (
        <Stack gap="lg">
          <FactsSection page={page} revision={revision} answer={answer} />
          <ProcedureParts page={page} />
        </Stack>
      )
    case "tep":
      return <AttachmentsSection page={page} answer={answer} />
    case "nhan-xet":
      return (
        <Stack gap="xl">
          {answer?.conflict ? null : <Refused answer={answer} page={page} />}
          <RemarksTab page={page} revision={revision} answer={answer} />
          <Comments page={page} answer={answer} />
        </Stack>
      )
    default:
      return <History lines={page.history} />
  }
}

/** A refusal of a step whose form is no longer in sight. */
function Refused({ answer, page }: Pick<OtherTabProps, "answer" | "page">) {
  return answer && answer.intent !== "comment" ? <Standing page={page} answer={answer} /> : null
}
