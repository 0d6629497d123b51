import { Stack, Text, Title } from "@mantine/core"
import {
  CRITERION_ANSWER_LABELS,
  type LegalRegime,
  proactiveLevelText,
} from "#models/legal-regime/legal-regime.ts"
import type { Proposal } from "#models/registration/proposal.ts"
import { PARTIAL_REASON_LABELS } from "#models/shared/levels.ts"
import { LevelBadge } from "../../components/badges.tsx"
import { AnsweredBy } from "./answered-by.tsx"
import { CriteriaGroups } from "./criteria-groups.tsx"
import { CriterionEvidence } from "./criterion-question.tsx"
import { SuggestionSummary } from "./evidence.tsx"
import { lettersShown } from "./proposal-values.ts"
import classes from "./registration.module.css"
import { FIELD_PLACES, lettersRemarked, RemarksHere, remarksTab } from "./remarks-here.tsx"
import type { RegistrationScreenData } from "./screen-data.ts"

/** The proposal as others read it: level, reason, and every answer beside what the record suggests. */
export function ProposalView({
  page,
  proposal,
}: {
  page: RegistrationScreenData
  proposal: Proposal | null
}) {
  const { regime, registration } = page
  const shown = [
    ...(proposal ? lettersShown(undefined, proposal, registration.suggestion) : []),
    ...lettersRemarked(page),
  ]
  return (
    <Stack component="section" gap="sm" aria-labelledby="de-xuat">
      <Title order={2} id="de-xuat">
        Đề xuất của đơn vị
      </Title>
      <SuggestionSummary page={page} />
      {proposal ? (
        <Proposed proposal={proposal} regime={regime} />
      ) : (
        <Text>Đơn vị chưa đề xuất mức độ cho dịch vụ này.</Text>
      )}
      {FIELD_PLACES.map((place) => (
        <RemarksHere key={place} page={page} place={place} to={remarksTab(page)} />
      ))}
      <CriteriaGroups
        page={page}
        titles={{
          DOUBTFUL: "Điểm nghi ngờ",
          UNMET: "Chưa đạt hoặc khác gợi ý",
          CLEAR: "Đã rõ, khớp bằng chứng",
        }}
        shown={shown}
      >
        {({ letter, text, article }) => {
          const answer = proposal?.answers.find((one) => one.letter === letter)
          return (
            <div className={classes.criterion}>
              <CriterionEvidence letter={letter} suggestion={registration.suggestion}>
                <Text>
                  {letter}) {text}{" "}
                  <Text span size="sm" c="dimmed">
                    ({article})
                  </Text>
                </Text>
                <Text>
                  Đơn vị trả lời:{" "}
                  <strong>{answer ? CRITERION_ANSWER_LABELS[answer.value] : "Chưa trả lời"}</strong>
                  {answer?.note ? `. ${answer.note}` : null}
                </Text>
                {proposal ? <AnsweredBy page={page} letter={letter} /> : null}
                <RemarksHere page={page} place={`criterion:${letter}`} to={remarksTab(page)} />
              </CriterionEvidence>
            </div>
          )
        }}
      </CriteriaGroups>
    </Stack>
  )
}

function Proposed({ proposal, regime }: { proposal: Proposal; regime: LegalRegime }) {
  const proactive = regime.proactiveLevels.find(({ level }) => level === proposal.proactiveLevel)
  return (
    <dl className={classes.facts}>
      <div>
        <dt>Mức độ đề xuất</dt>
        <dd>
          <LevelBadge level={proposal.level} />
        </dd>
      </div>
      {proposal.partialReason ? (
        <div>
          <dt>Lý do chỉ thực hiện một phần</dt>
          <dd>{PARTIAL_REASON_LABELS[proposal.partialReason]}</dd>
        </div>
      ) : null}
      {proposal.citation ? (
        <div>
          <dt>Căn cứ pháp luật chuyên ngành</dt>
          <dd>{proposal.citation}</dd>
        </div>
      ) : null}
      {proactive ? (
        <div>
          <dt>Mức độ chủ động</dt>
          <dd>
            {proactiveLevelText(proactive)} ({proactive.article})
          </dd>
        </div>
      ) : null}
      {proposal.overruleReason ? (
        <div>
          <dt>Vì sao khác gợi ý</dt>
          <dd>{proposal.overruleReason}</dd>
        </div>
      ) : null}
      {proposal.caseName ? (
        <div>
          <dt>Tên trường hợp</dt>
          <dd>{proposal.caseName}</dd>
        </div>
      ) : null}
      {proposal.note ? (
        <div>
          <dt>Ghi chú</dt>
          <dd>{proposal.note}</dd>
        </div>
      ) : null}
    </dl>
  )
}
