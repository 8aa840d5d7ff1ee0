import type { WorkflowRequest } from "./types.ts";

/** What a workflow of a made class is written from. */
export function requestFixture(changes: Partial<WorkflowRequest> = {}): WorkflowRequest {
  return {
    id: "small-and-hard",
    paths: {
      assignment: "week 3/assignment.yaml",
      handIns: "week 3/hand-ins",
      roster: "roster.csv",
      received: null,
    },
    shards: 3,
    groundwork: {
      url: "https://github.com/example/groundwork.git",
      github: "example/groundwork",
      commit: "0123456789abcdef0123456789abcdef01234567",
    },
    acceptRisk: null,
    startAt: null,
    ...changes,
  };
}
