"""The English words about every code.

The rules of the platform in them come from the vendor's pages "error-code", "usage-and-limits", "content-moderation",
"pricing", "faq" and those of the kinds of task; the credits of a task that fails are given back ("pricing").
"""

from vidu_cli.errors.catalogue import Category
from vidu_cli.errors.texts import DecadeText, Text, Words

_DRY_RUN = "Look at the exact request before it is sent: add `--dry-run` to the same command."
_LIMITS = "See what each model allows: `vidu models {kind}`."
_LOOK_FIRST = "Look first whether a task was made, before anything is submitted again: `vidu list --since 15m`."
_TRACE_ID = "If it stays, write to the vendor's support and give them the trace id."
_NEW_IMAGE = "Choose another image and submit again; the failed task has cost nothing."
_MODERATION = (
    "Nudity, sexual or provocative content, violence, gore, offensive material, public figures, living artists and "
    "anything that endangers minors are blocked; the list is not complete, and the review cannot be switched off."
)
_NO_REPEAT = "Do not send the same again: repeated flagged requests can get the account suspended."
_MODERATION_MONEY = "The credits of a task that the review stopped are given back."

TEXTS = {
    "ok": Text(
        title="It worked",
        meaning="The command did what was asked. An empty list ends like this too, and so does cancelling a task that "
        "was cancelled before.",
        remedies=("There is nothing to do; `vidu list` shows the newest tasks.",),
    ),
    "internal-error": Text(
        title="A bug in vidu",
        meaning="vidu itself failed, not the platform. A crash report was written and its path is printed. A submit "
        "that was on its way may have been accepted.",
        remedies=(
            _LOOK_FIRST,
            "Report the bug and attach the crash report.",
            "Run the command again with `-vv` to see how far it comes, unless it was a submit.",
        ),
    ),
    "usage-error": Text(
        title="The command line is wrong",
        meaning="The words are not what the command takes. Nothing was sent.",
        remedies=("See all commands: `vidu --help`.",),
    ),
    "some-failed": Text(
        title="Not all went well",
        meaning="Of several tasks, or of what was to be done with them, some went well and others did not.",
        remedies=(
            "Read one of them in full: `vidu show {task}`.",
            "See what failed lately and why: `vidu list --state failed --since 1d --limit 0`.",
        ),
    ),
    "all-failed": Text(
        title="None of them went well",
        meaning="Several tasks failed, or could not be dealt with, for causes of different kinds, so that no one "
        "number fits. Only tasks that failed cost nothing.",
        remedies=(
            "See the code of each: `vidu list --state failed --since 1d --limit 0`.",
            "Read one of them in full: `vidu show {task}`.",
            "Follow the advice for each code before that task is submitted again.",
        ),
    ),
    "no-api-key": Text(
        title="No API key",
        meaning="The platform wants a key, and there is none in `VIDU_API_KEY` nor in the configuration file. Nothing "
        "was sent.",
        remedies=(
            (
                "Make a key in the console (platform.vidu.com, in mainland China platform.vidu.cn), then "
                "`export VIDU_API_KEY=vda_...`; with a key of platform.vidu.cn also `export VIDU_REGION=cn`."
            ),
            "See where vidu looked and what it found: `vidu config show`.",
            'Or work without a key, on the built-in sandbox: `vidu --sandbox submit text2video "a paper boat" --wait`.',
        ),
        note="`VIDU_TOKEN` belongs to another service of the vendor and is not read.",
    ),
    "Unauthorized": Text(
        title="The key was refused",
        meaning="The platform does not accept this key: it is mistyped, suspended or deleted, or it was made for the "
        "other region. A key works with the console it was made in: platform.vidu.com is `--region global`, "
        "platform.vidu.cn is `--region cn`.",
        remedies=(
            "See which key and region are used and where each came from: `vidu config show`.",
            (
                "If the key is from platform.vidu.cn, try `vidu credits --region cn`; if it is from platform.vidu.com, "
                "`vidu credits --region global`."
            ),
            "Copy the key anew from the console, without quotes, spaces or a line break.",
            "Make a new key in the console if this one is suspended or gone.",
        ),
    ),
    "Forbidden": Text(
        title="The key may not do this",
        meaning="The key is good, but its account is not allowed to make this call. The same call will be refused "
        "again.",
        remedies=(
            "Check that this is the account you mean: `vidu config show`.",
            "See what the account holds: `vidu credits`.",
            "Ask the vendor's support to open this for the account, and give them the trace id.",
        ),
    ),
    "19": Text(
        title="Refused access, for a new reason",
        meaning="The platform answered with a code about access that this version of vidu does not know. Its own "
        "words are shown as they came.",
        remedies=(
            "See which key and region are used: `vidu config show`.",
            "Test the key by itself: `vidu credits`.",
            "Look the code up on the vendor's page of error codes, or ask the vendor's support with the trace id.",
        ),
    ),
    "over-budget": Text(
        title="Over your own limit",
        meaning="The estimate is above `--max-credits`, or above what a cap leaves (`daily_cap`, `monthly_cap`), or "
        "the price is not known and cannot be held against them, or the question about a high price was not "
        "answered with yes. vidu stopped by itself: nothing was sent and nothing was spent.",
        remedies=(
            "See the estimate: add `--dry-run` to the same command.",
            (
                "Make it cheaper where the kind allows it: a shorter `--duration`, a lower `--resolution`, a turbo "
                "`--model`, or `--off-peak` at half the price within 48 hours."
            ),
            "Where the price is known, allow more: give a larger `--max-credits`.",
            "See where a cap was set, to raise it: `vidu config show`.",
        ),
    ),
    "CreditInsufficient": Text(
        title="Not enough credits",
        meaning="The balance of this account does not cover the task. The platform looks at the balance before it "
        "looks at the rest of the request. Nothing was spent.",
        remedies=(
            "See the balance: `vidu credits`.",
            "Buy credits in the console: platform.vidu.com, in mainland China platform.vidu.cn.",
            (
                "Ask for less: a shorter `--duration`, a lower `--resolution`, or `--off-peak` at half the price; "
                "`--dry-run` prints the estimate."
            ),
            "Check that the key belongs to the account with the credits: `vidu config show`.",
        ),
    ),
    "29": Text(
        title="Refused for money, for a new reason",
        meaning="The platform answered with a code about credits or payment that this version of vidu does not know. "
        "Its own words are shown as they came.",
        remedies=(
            "See the balance: `vidu credits`.",
            "Look at the packages and payments of the account in the console.",
            "Look the code up on the vendor's page of error codes, or ask the vendor's support with the trace id.",
        ),
    ),
    "check-failed": Text(
        title="The offline check refused",
        meaning="The request breaks rules of the platform in a way that no single code names. Nothing was sent.",
        remedies=(
            "Change what the message names.",
            _LIMITS,
            "If you are sure that the platform takes it by now, send it anyway: add `--no-check`.",
        ),
    ),
    "BadRequest": Text(
        title="The request is invalid",
        meaning="The platform refused the request as a whole and names no field; its message says what it knows. "
        "Often two settings exclude each other.",
        remedies=(
            _DRY_RUN,
            "Take options away one by one, those of `--set` and `--body` first.",
            _LIMITS,
        ),
    ),
    "FieldLacking": Text(
        title="A field is missing or empty",
        meaning="The platform needs a field that was not sent, or that was sent empty; a prompt of blanks counts as "
        "empty. The message names it.",
        remedies=(
            "Give `{option}` a value; the platform calls the field `{field}`.",
            "See all options of this kind: add `--help` to the same command.",
            _DRY_RUN,
        ),
    ),
    "FieldUnwanted": Text(
        title="A field does not belong here",
        meaning="The platform knows the field but does not take it in this kind of request. The message names it. An "
        "example: the shape of a clip from an image follows the image, so `--aspect-ratio` is not wanted there.",
        remedies=(
            "Leave out `{option}`.",
            "If `{field}` came from `--set` or `--body`, take it out there.",
            _DRY_RUN,
        ),
    ),
    "FieldInvalid": Text(
        title="A value is not allowed",
        meaning="A field has a value that the platform does not take; the message names it. Durations, resolutions "
        "and aspect ratios differ from model to model, and not every model makes every kind of task.",
        remedies=(
            _LIMITS,
            "Change `{option}` to what is allowed.",
            _DRY_RUN,
        ),
    ),
    "FieldItemCountOutOfRange": Text(
        title="Too few or too many",
        meaning="A list in the request is too short or too long, mostly the images: img2video takes exactly 1, "
        "start-end2video exactly 2 (first and last frame), reference2video 1 to 7, or 1 to 4 beside a video.",
        remedies=(
            "Give `{option}` once for each, in order.",
            "Choose the kind that takes so many: `vidu models` lists them.",
            _DRY_RUN,
        ),
    ),
    "PageSizeOutOfRange": Text(
        title="Page size or image size out of range",
        meaning="This code has two readings. By its name, a page of the task list was asked for with a size outside "
        "1 to 100. By the vendor's own explanation, an image has the wrong size: it must be under 50 MB, JPG, JPEG, "
        "PNG or WebP, with sides between 1:4 and 4:1, and for dance effects between 1:1.2 and 1:2.",
        remedies=(
            (
                "If you submitted an image: make it smaller than 50 MB, save it as PNG, JPEG or WebP, and crop it to a "
                "ratio between 1:4 and 4:1."
            ),
            "If it is for a dance effect: crop the image to a ratio between 1:1.2 and 1:2.",
            (
                "If you were listing tasks: vidu asks for fitting pages by itself, so `vidu list --limit 100` works; a "
                "script of your own must ask for 1 to 100 a page."
            ),
        ),
        note="The vendor's table has probably slipped by a row: `ImageSizeInvalid` came later for images.",
    ),
    "ModelUnavailable": Text(
        title="The model is not available",
        meaning="The platform does not run this model now: it was retired, is switched off for a while, or is not "
        "open to this account.",
        remedies=(
            "Choose another model for this kind: `vidu models {kind}`.",
            "Check the spelling of `--model`.",
            "If the model must be this one, wait and submit again later; nothing was spent.",
        ),
    ),
    "CODEC": Text(
        title="The platform could not parse the request",
        meaning="The body was no JSON of the right types, or a task id was not a number. The platform says this even "
        "before it looks at the key.",
        remedies=(
            "Check the task id: 18 or 19 digits and nothing else; `vidu list` shows the ids.",
            "Check the types in `--set` and `--body`: a number has no quotes, as in `--set duration=5`.",
            _DRY_RUN,
        ),
        note="The code is in no table of the vendor; it was seen in real answers.",
    ),
    "39": Text(
        title="The request was refused, for a new reason",
        meaning="The platform answered with a code about the request that this version of vidu does not know. Its own "
        "words are shown as they came.",
        remedies=(
            "Read the platform's message; it mostly names the field.",
            _LIMITS,
            _DRY_RUN,
            "Look the code up on the vendor's page of error codes.",
        ),
    ),
    "media-unreadable": Text(
        title="A file cannot be read",
        meaning="A file that the command names is missing, empty, or may not be read. Nothing was sent.",
        remedies=(
            "Check the path and the rights: `ls -l {path}`.",
            "Put quotes around a name with spaces.",
            "For an image or a video, a public URL does as well.",
        ),
    ),
    "ImageDownloadFailure": Text(
        title="The platform could not fetch the image",
        meaning="The servers of the platform could not load the image from its URL: it wants a log-in, has expired, "
        "is too slow, or is a web page instead of the image itself. The task has cost nothing.",
        remedies=(
            "Open the link in a private browser window: it must show the image alone, without a log-in.",
            "Put the image on public storage that can be reached from the platform's region, and use that link.",
            "Send the image itself, from a file of this machine: `--image photo.png`.",
        ),
    ),
    "ImageFormatInvalid": Text(
        title="The image format is not accepted",
        meaning="The platform takes PNG, JPEG and WebP. The content counts, not the ending of the name: a HEIC, AVIF "
        "or GIF file that is called .png is still refused.",
        remedies=(
            "See what the file really is: `file {path}`.",
            "Save it as PNG or JPEG, for example `ffmpeg -i {path} image.png`.",
        ),
    ),
    "ImageSizeInvalid": Text(
        title="The image is too large or too small",
        meaning="The sides of the image are out of range. A ratio between 1:4 and 4:1 is taken, up to 50 MB, and "
        "for reference images at least 128 x 128 pixels.",
        remedies=(
            "Scale the image, for example to 1920 pixels on its long side.",
            "Crop it to a ratio between 1:4 and 4:1; some kinds have limits of their own: `vidu models {kind}`.",
            "For start-end2video, make both images of nearly the same size.",
        ),
    ),
    "VideoDownloadFailure": Text(
        title="The platform could not fetch the video",
        meaning="The servers of the platform could not load the video from its URL: it wants a log-in, has expired, "
        "is too slow, or is a web page instead of the video itself.",
        remedies=(
            "Open the link in a private browser window: it must give the video alone, without a log-in.",
            "A link to a result of the platform lives 24 hours: look at its task again for a fresh one.",
            "Put the video on public storage that can be reached from the platform's region, and use that link.",
        ),
    ),
    "VideoFormatInvalid": Text(
        title="The video format is not accepted",
        meaning="The platform could not use the video: its format, length, sides or size. Limits differ from kind to "
        "kind; for reference clips they are MP4, AVI or MOV, 128 x 128 pixels or more, a ratio between 1:4 and 4:1, "
        "and one clip of 8 s or two of 5 s.",
        remedies=(
            "Convert it to MP4 with H.264: `ffmpeg -i {path} -c:v libx264 -pix_fmt yuv420p -c:a aac clip.mp4`.",
            "Cut or scale it to what the kind of task takes: `vidu models {kind}`.",
            "Check that the link gives a video and not a web page.",
        ),
    ),
    "audio-unfit": Text(
        title="The audio file does not fit",
        meaning="The format, the length or the size of the audio file is outside what this kind of task takes. The "
        "platform has no code for it, so vidu looked before sending: nothing was spent.",
        remedies=(
            "Convert it to MP3: `ffmpeg -i {path} -b:a 192k sound.mp3`.",
            "For lip-sync, keep it longer than 1 s and shorter than 600 s, and up to 100 MB.",
            "For a cloned voice, keep it between 10 s and 5 min, and up to 20 MB.",
        ),
    ),
    "request-too-large": Text(
        title="The request is too large",
        meaning="The whole body of a request may have 20 MB, and a file within it counts a third more than it has. "
        "vidu uploads images under 10 MB beforehand when the request would be too large; larger ones, clips and sounds "
        "cannot be uploaded.",
        remedies=(
            "Give large images, clips and sounds as public URLs.",
            "Make the images smaller: JPEG at 1920 pixels is plenty.",
            "Send fewer images.",
        ),
    ),
    "49": Text(
        title="A media file was refused, for a new reason",
        meaning="The platform answered with a code about an image, a video or a sound that this version of vidu does "
        "not know. Its own words are shown as they came.",
        remedies=(
            "Check the file: PNG, JPEG or WebP up to 50 MB with a ratio between 1:4 and 4:1, or MP4 with H.264.",
            "Check that the link opens without a log-in.",
            "Try another file; look the code up on the vendor's page of error codes.",
        ),
    ),
    "InternalServiceFailure": Text(
        title="Something broke inside the platform",
        meaning="The platform failed by itself; your request is most likely fine. The credits of the failed task are "
        "given back.",
        remedies=(
            "Submit the same again in a few minutes.",
            "If it fails again and again, try another model: `vidu models {kind}`.",
            _TRACE_ID,
        ),
    ),
    "TooManyRequests": Text(
        title="Too many requests",
        meaning="Requests came faster than the platform allows. This is about the pace of calls, not about how many "
        "tasks run. Nothing was accepted and nothing was spent.",
        remedies=(
            "Wait a minute, then run the same command again.",
            "Ask less often: name all tasks in one `poll` with `--interval 15s`, instead of a loop around each.",
            "Stop other programs that use this account: the limits are those of the account, not of the key.",
        ),
    ),
    "SystemThrottling": Text(
        title="The platform is throttling",
        meaning="The platform is short of capacity and turns requests away. Nothing was accepted and nothing was "
        "spent.",
        remedies=(
            "Wait a few minutes, then run the same command again.",
            "If there is time, add `--off-peak`: half the price, done within 48 hours.",
            _TRACE_ID,
        ),
    ),
    "QuotaExceeded": Text(
        title="Too many tasks at once",
        meaning="The account's limit of concurrent tasks is exceeded; this is not about credits. An account runs 5 "
        "tasks at a time by default; further ones normally wait in the queue, but this one was not taken.",
        remedies=(
            (
                "Wait until one ends, then run the same command again: `vidu list --state processing --state queueing` "
                "shows them."
            ),
            "See the limit and what is in use: `vidu credits`.",
            "Cancel one that is not needed and has not begun.",
            "Ask the vendor's sales for more concurrency.",
        ),
    ),
    "OperationInProcess": Text(
        title="The same operation is already running",
        meaning="The platform is still busy with an identical request. That one may be yours: an earlier submit whose "
        "answer got lost looks like this.",
        remedies=(
            "Look first whether the task is there: `vidu list --since 15m`.",
            "If it is, follow it instead of paying twice: `vidu poll {task}`.",
            "If it is not, wait a minute and run the same command again.",
        ),
    ),
    "Unknown": Text(
        title="The platform does not know why",
        meaning="The platform failed and gives no reason. The credits of the failed task are given back.",
        remedies=(
            "Submit the same again in a few minutes.",
            "If it fails again, change a detail: another image, a simpler prompt, another model.",
            _TRACE_ID,
        ),
    ),
    "network-unreachable": Text(
        title="No connection",
        meaning="The platform could not be reached, or did not answer in time. The request was one that changes "
        "nothing, or it certainly never left: nothing was spent.",
        remedies=(
            "Check the network, a VPN and the proxy settings, then run the same command again.",
            "Check the address that is used: `vidu config show`.",
            "See the attempts: add `-v` to the same command.",
        ),
    ),
    "bad-gateway": Text(
        title="A gateway answered instead of the platform",
        meaning="Something between you and the platform answered with an error page: a proxy, a load balancer, or the "
        "platform's front door during trouble.",
        remedies=(
            "Wait a minute, then run the same command again.",
            "Check the base URL and a proxy: `vidu config show`.",
            _TRACE_ID,
        ),
    ),
    "59": Text(
        title="Turned away for now, for a new reason",
        meaning="The platform answered with a code about load or an inner failure that this version of vidu does not "
        "know. Its own words are shown as they came.",
        remedies=(
            "Wait a few minutes, then run the same command again.",
            "Look the code up on the vendor's page of error codes.",
            _TRACE_ID,
        ),
    ),
    "ImageCheckBodyJointsFailed": Text(
        title="No human body was found in the image",
        meaning="The effect moves a person, and the platform did not find the joints of a body in the image.",
        remedies=(
            "Take an image that shows one person from head to foot, upright, arms and legs visible.",
            "Take a sharper, brighter image with a plain background.",
            _NEW_IMAGE,
        ),
    ),
    "ImageCheckFaceFailed": Text(
        title="No face was found in the image",
        meaning="The effect needs a face, and the platform did not find one in the image.",
        remedies=(
            "Take an image with the face towards the camera, well lit and in focus.",
            "Crop closer, so that the face fills a larger part of the image.",
            _NEW_IMAGE,
        ),
    ),
    "ImageObjectsUndetected": Text(
        title="Body or face is covered too much",
        meaning="Something hides too much of the body or the face: a hand, hair, a mask, sunglasses, another person, "
        "or the edge of the image.",
        remedies=(
            "Take an image in which the whole face and body are free.",
            "Choose a wider crop, so that nothing is cut off.",
            _NEW_IMAGE,
        ),
    ),
    "FaceDetectFailure": Text(
        title="Face detection failed",
        meaning="The platform could not look for a face in the image or video, mostly because the picture is blurred, "
        "dark, very small or badly encoded.",
        remedies=(
            "Take a sharp, well-lit picture with the face towards the camera.",
            "Save the file anew as JPEG, PNG or MP4 with H.264.",
            _NEW_IMAGE,
        ),
    ),
    "FaceDetectNotPass": Text(
        title="The face was not accepted",
        meaning="A face was looked for and what was found did not pass: turned away, too small, covered, or drawn "
        "rather than real.",
        remedies=(
            "Take a real face seen from the front, turned by no more than 45 degrees, and uncovered.",
            "Crop closer, so that the face fills a larger part of the picture.",
            _NEW_IMAGE,
        ),
    ),
    "NoFaceDetected": Text(
        title="No face could be detected",
        meaning="The platform found no face where the task needs one. The task has cost nothing.",
        remedies=(
            "Take a picture with one real face, from the front, well lit and large enough.",
            "For a video, let the face be seen from the first second on.",
            "If the clip needs no person, use a kind of task that does not look for one, such as img2video.",
        ),
    ),
    "MultiFaceDetected": Text(
        title="More than one person was found",
        meaning="The task takes one person, and the platform found several; a face on a poster or in a mirror counts "
        "too.",
        remedies=(
            "Crop the picture to the one person.",
            "Take a picture without people or portraits in the background.",
            "For several people, give each a reference image of their own with reference2video.",
        ),
    ),
    "69": Text(
        title="Detection refused, for a new reason",
        meaning="The platform answered with a code about finding people or faces that this version of vidu does not "
        "know. Its own words are shown as they came.",
        remedies=(
            "Take a sharp picture of one person from the front, with nothing covered.",
            "Look the code up on the vendor's page of error codes.",
        ),
    ),
    "TaskPromptPolicyViolation": Text(
        title="The prompt breaks the content policy",
        meaning=f"The review of the platform stopped the prompt. {_MODERATION} {_MODERATION_MONEY}",
        remedies=(
            "Rewrite the prompt: take out names of real people, and words for blood, weapons, nakedness or hate.",
            "Describe what is seen rather than what it means, and try a small harmless version first.",
            _NO_REPEAT,
        ),
        note="The code stands in the vendor's Chinese table only.",
    ),
    "AuditSubmitIllegal": Text(
        title="The input did not pass the safety review",
        meaning=f"The prompt or an image was stopped before the work began. {_MODERATION} {_MODERATION_MONEY}",
        remedies=(
            "Look at prompt and images in turn: change the one that touches a blocked topic.",
            "Replace images of public figures, children or bare skin.",
            _NO_REPEAT,
        ),
    ),
    "PhotoAuditNotPass": Text(
        title="The image did not pass review",
        meaning=f"The review of the platform stopped an image. {_MODERATION} {_MODERATION_MONEY}",
        remedies=(
            "Choose another image: no public figures, no bare skin, no violence, no children in doubtful scenes.",
            "Crop away logos, text and people that the clip does not need.",
            _NO_REPEAT,
        ),
    ),
    "CreationPolicyViolation": Text(
        title="The result breaks the content policy",
        meaning="The clip was made, and the review of the finished work stopped it; prompt and images had passed. "
        f"{_MODERATION} {_MODERATION_MONEY}",
        remedies=(
            "Change the prompt so that the scene cannot drift towards a blocked topic: say what people wear and do.",
            "Choose another image if it comes close to such a topic.",
            _NO_REPEAT,
        ),
    ),
    "AuditFailed": Text(
        title="The review failed",
        meaning="The review of the input or of the result did not end well; the platform does not say which. "
        f"{_MODERATION} {_MODERATION_MONEY}",
        remedies=(
            "Change what could touch a blocked topic, in the prompt and in the images.",
            "Try another image.",
            _NO_REPEAT,
            "If nothing in it can be meant, ask the vendor's support and give them the trace id.",
        ),
    ),
    "79": Text(
        title="Stopped by a policy, for a new reason",
        meaning="The platform answered with a code about content policy or review that this version of vidu does not "
        f"know. Its own words are shown as they came. {_MODERATION_MONEY}",
        remedies=(
            "Change the prompt or the images so that they touch no blocked topic.",
            _NO_REPEAT,
            "Look the code up on the vendor's page of error codes.",
        ),
    ),
    "not-ready": Text(
        title="The task is not done yet",
        meaning="A result was asked for while the task still waits or runs.",
        remedies=(
            "Wait for it: `vidu poll {task}`.",
            "Wait for it and save the file: `vidu poll {task} -o {path}`.",
        ),
    ),
    "NotFound": Text(
        title="The platform knows no such thing",
        meaning="The address or the id does not exist on this host. A wrong base URL looks like this too.",
        remedies=(
            "Check the base URL: `vidu config show`; it is the host alone, or the host with /ent/v2.",
            "Check the id: `vidu list` shows your tasks.",
        ),
    ),
    "TaskNotFound": Text(
        title="No such task",
        meaning="The task id does not exist for this key and region. A task is seen by the account that made it, and "
        "only on the host of its region.",
        remedies=(
            "Check the id, all 18 or 19 digits of it: `vidu list --since 7d`.",
            (
                "Ask the other region if the task was made there: `vidu show {task} --region cn`, or "
                "`vidu show {task} --region global`."
            ),
            "Check that key and profile are those that made it: `vidu config show`.",
            "A task of the sandbox is seen in the sandbox alone: `vidu --sandbox show {task}`.",
        ),
    ),
    "CreationNotFound": Text(
        title="No such creation",
        meaning="The creation id does not exist for this key and region. A task id is not a creation id: a task gets "
        "its creations when it succeeds.",
        remedies=(
            "Read the creation ids of the task: `vidu show {task}`.",
            "Check that key and region are those that made it: `vidu config show`.",
        ),
    ),
    "Conflict": Text(
        title="The name is already taken",
        meaning="A thing of this key or name exists already: the id of a cloned voice, or a key of `--once` that paid "
        "for another request.",
        remedies=(
            "Choose another name and run the command again.",
            "If it is the one you made before, use that one: it is there already.",
        ),
    ),
    "Canceled": Text(
        title="The request was cut off",
        meaning="The platform says that the side of the client ended the request before it was done: the connection "
        "broke, a proxy gave up, or the program was stopped. As the end of a task it has cost nothing.",
        remedies=(
            _LOOK_FIRST,
            "If it is there and runs, follow it: `vidu poll {task}`.",
            "If it failed or is not there, run the same command again.",
        ),
    ),
    "UserCancelled": Text(
        title="The task was cancelled",
        meaning="The owner of the task cancelled it, here, in the console or with another program of this account. "
        "Its credits were given back.",
        remedies=(
            "Nothing is wrong: submit again if the clip is wanted after all.",
            "If it was not you, see who shares the account, and read the task: `vidu show {task}`.",
        ),
    ),
    "lost-sight": Text(
        title="The task goes on, but was lost sight of",
        meaning="The platform could not be asked how the task goes. A task that was accepted runs on all the same, and "
        "is charged when it succeeds.",
        remedies=(
            "Go on: `vidu poll {task}`.",
            "Look at it once: `vidu show {task}`.",
            "Do not submit it again: that would be a second task, paid for a second time.",
        ),
    ),
    "cancel-too-late": Text(
        title="Too late to cancel",
        meaning="A task can be cancelled while it is created or queueing. This one already runs or has succeeded, so "
        "it is charged.",
        remedies=(
            "Take the result, it is paid for: `vidu download {task} -o {path}`.",
            "See how far it is: `vidu show {task}`.",
        ),
    ),
    "89": Text(
        title="Refused by the state of things, for a new reason",
        meaning="The platform answered with a code about something that is missing, gone or in the wrong state, which "
        "this version of vidu does not know. Its own words are shown as they came.",
        remedies=(
            "Look at the task: `vidu show {task}`.",
            "Check the ids: `vidu list --since 7d`.",
            "Look the code up on the vendor's page of error codes.",
        ),
    ),
    "config-invalid": Text(
        title="The configuration is invalid",
        meaning="A setting in the environment or in the configuration file cannot be used, or a file with a key can be "
        "read by others. Nothing was sent.",
        remedies=(
            "Correct what the message names.",
            "See where settings may stand: `vidu --help`.",
        ),
    ),
    "output-exists": Text(
        title="The output file exists already",
        meaning="The target of `-o` exists and is not overwritten, or its name is not safe to use.",
        remedies=(
            "Give another name: `-o other.mp4`; an existing folder, or a name that ends in /, is a folder.",
            "Say what to do with it: `--if-exists rename` or `overwrite`; where nothing is bought, also `skip`.",
            "Move the old file away, and its sidecar beside it if it has one: `mv {path} {path}.old`.",
            "A task that was already submitted is safe: `vidu download {task} -o other.mp4` saves its result.",
        ),
    ),
    "cannot-write": Text(
        title="A file cannot be written",
        meaning="The folder is missing, may not be written to, or the disk is full. A task that was already submitted "
        "is safe: its result stays on the platform and its link can be renewed.",
        remedies=(
            "Check the room on the disk and the rights of the folder: `df -h {folder}` and `ls -ld {folder}`.",
            "Name a place that can be written to.",
        ),
    ),
    "download-damaged": Text(
        title="The result could not be downloaded whole",
        meaning="The result came cut off or wrong at every attempt, or the platform gives no link to it. The task "
        "succeeded, is paid for and safe: links live 24 hours, and asking again gives a fresh one.",
        remedies=(
            "Load it again, without paying again: `vidu download {task} -o {path}`.",
            "Copy a fresh link and load it with another program: `vidu show {task}`.",
            "Check the network and a proxy that may cut long downloads.",
        ),
    ),
    "ledger-unusable": Text(
        title="The records of vidu cannot be used",
        meaning="The file in which vidu keeps its records is locked by another process, damaged, or on a disk that "
        "cannot hold it. vidu does not submit what it cannot record.",
        remedies=(
            "If another vidu runs, wait for it and run the command again.",
            "Submit without a record, which nothing lost can be found by: add `--no-ledger`.",
            "Check the room on the disk and the rights of the file: `df -h {path}`.",
            "Move the damaged file away; vidu begins a new one, and the tasks stay in `vidu list`.",
        ),
    ),
    "submit-outcome-unknown": Text(
        title="The submit may have been accepted",
        meaning="The request left, and no answer came back that says what became of it. There may be a task that runs "
        "and costs credits; submitting again blindly may pay twice.",
        remedies=(
            "Find out what became of it, and when it is safe to submit again: `vidu recover`.",
            "Look yourself: `vidu list --since 15m --fields id,created_at,state,prompt`.",
            "See whether credits have gone: `vidu credits`.",
        ),
    ),
    "reply-not-understood": Text(
        title="The answer could not be read",
        meaning="The platform, or something in its place, answered with something that this version of vidu cannot "
        "read.",
        remedies=(
            "Check that the base URL is that of the platform: `vidu config show`.",
            "See the exchange: add `-vv` to the same command, unless it was a submit.",
            "Check for a newer version of vidu; this is `vidu --version`.",
        ),
    ),
    "tls-or-proxy": Text(
        title="Certificate or proxy trouble",
        meaning="No trusted connection could be made: a certificate did not check out, or the proxy refused. The "
        "request certainly never left.",
        remedies=(
            "Check the proxy in `HTTPS_PROXY`, `ALL_PROXY` and `NO_PROXY`.",
            "Behind a proxy that opens connections, name its certificate: `export SSL_CERT_FILE=...`.",
            "Check the clock of this machine: certificates are valid between two dates.",
            "Check the address that is used: `vidu config show`.",
        ),
    ),
    "input-needed": Text(
        title="A question could not be asked",
        meaning="The command needs an answer, and there is no terminal to ask on, or `--no-input` forbids it. Nothing "
        "was changed.",
        remedies=(
            "Give the answer as an option; `--help` lists them.",
            "Run the command in a terminal, without `--no-input`.",
        ),
    ),
    "99": Text(
        title="A code that this version does not know",
        meaning="The platform gave a code that this version of vidu does not know, and nothing to tell its class by. "
        "Its own words are shown as they came.",
        remedies=(
            "Look at the task before it is submitted again: `vidu show {task}`.",
            "Look the code up on the vendor's page of error codes, or ask the vendor's support with the trace id.",
            "Check for a newer version of vidu; this is `vidu --version`.",
        ),
    ),
    "timed-out": Text(
        title="Time is up",
        meaning="`--timeout` was reached. Tasks that have not ended were not stopped: they run on and are charged when "
        "they succeed.",
        remedies=(
            "Go on: `vidu poll {task}`.",
            "Waiting may be begun again at any time, a submit never: that would be a second task.",
        ),
    ),
    "hung-up": Text(
        title="The terminal went away",
        meaning="The terminal or the connection to this machine was closed. Only this run was stopped: tasks that were "
        "submitted run on and are charged when they succeed.",
        remedies=(
            "Go on: `vidu poll {task}`.",
            "See what runs: `vidu list --since 1h`.",
            "Next time start it under `nohup` or `tmux`.",
            "Waiting may be begun again at any time, a submit never: that would be a second task.",
        ),
    ),
    "interrupted": Text(
        title="Stopped by Ctrl-C",
        meaning="Only this run was stopped: tasks that were submitted run on and are charged when they succeed.",
        remedies=(
            "Go on: `vidu poll {task}`.",
            "See what runs: `vidu list --since 1h`.",
            "Waiting may be begun again at any time, a submit never: that would be a second task.",
        ),
    ),
    "closed-pipe": Text(
        title="The reader went away",
        meaning="The program that read the output ended first, as `head` does. What was submitted runs on.",
        remedies=(
            "Nothing is wrong if that was meant, as with `| head -1`.",
            "See what was submitted: `vidu list --since 15m`.",
        ),
    ),
    "terminated": Text(
        title="Stopped from outside",
        meaning="vidu was asked to end (SIGTERM), for example by a CI runner or a shutdown. Only this run was stopped: "
        "tasks that were submitted run on and are charged when they succeed.",
        remedies=(
            "Go on: `vidu poll {task}`.",
            "See what runs: `vidu list --since 1h`.",
            "Give the job more time, or a wait less: `vidu poll {task} --timeout 10m`.",
            "Waiting may be begun again at any time, a submit never: that would be a second task.",
        ),
    ),
}

DECADES = {
    Category.OUTCOME: DecadeText(
        title="0 to 4: the outcome as a whole",
        advice="0 is success, 1 a bug in vidu, 2 a wrong command line, 3 some of several tasks failed, 4 all failed "
        "for different causes.",
    ),
    Category.KEY: DecadeText(
        title="1x: fix the key",
        advice="The platform does not let this key in: set, correct or change the key or the region.",
    ),
    Category.MONEY: DecadeText(
        title="2x: pay, or raise your own budget",
        advice="Nothing was spent: buy credits, ask for less, or raise your own limit.",
    ),
    Category.REQUEST: DecadeText(
        title="3x: fix the request",
        advice="The platform would refuse the same again: change the option or field that the message names.",
    ),
    Category.MEDIA: DecadeText(
        title="4x: fix the media file",
        advice="An image, video or sound cannot be fetched or does not fit: change the file or its link.",
    ),
    Category.LATER: DecadeText(
        title="5x: come back later",
        advice="Nothing was spent, and the original request may be submitted again unchanged.",
    ),
    Category.PEOPLE: DecadeText(
        title="6x: change who is in the picture",
        advice="The platform did not find the face or the body it needs: take another picture.",
    ),
    Category.POLICY: DecadeText(
        title="7x: change the idea",
        advice="The content policy stopped it: change the prompt or the pictures, and do not send the same again.",
    ),
    Category.TASK: DecadeText(
        title="8x: look at the task",
        advice="It depends on the number: read it, and look at the task before anything is submitted again.",
    ),
    Category.MACHINE: DecadeText(
        title="9x: look at this machine",
        advice="It depends on the number: mostly a file, a setting or the network here; at 95 run "
        "`vidu recover` first.",
    ),
    Category.WAITING: DecadeText(
        title="12x to 14x: the waiting ended, not the work",
        advice="Tasks that were submitted go on and are charged when they succeed: go on waiting for them.",
    ),
}

WORDS = Words(texts=TEXTS, decades=DECADES)
