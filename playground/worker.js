// The compiler, beside the page: it doesn't keep the page from being typed in.
//
// Takes {id, request} and answers {id, answer, milliseconds}, or {id, trap} if the program broke off, after which it is of
// no more use. What a request and an answer are stands in playground.cpp.
importScripts("stackc.js");

const begun = performance.now();
const ready = createStackc();
ready.then(
  () => postMessage({ ready: performance.now() - begun }),
  (error) => postMessage({ trap: String(error) }),
);

/** Why the program broke off, for whoever typed. */
function reasonOf(error) {
  return error instanceof RangeError ? "something is nested deeper than this browser can follow" : String(error);
}

onmessage = async ({ data: { id, request } }) => {
  try {
    const compiler = await ready;
    const start = performance.now();
    const text = compiler.ccall("stackc_build", "string", ["string"], [JSON.stringify(request)]);
    postMessage({ id, answer: JSON.parse(text), milliseconds: performance.now() - start });
  } catch (error) {
    postMessage({ id, trap: reasonOf(error) });
  }
};
